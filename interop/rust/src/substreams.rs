//! A behaviour that opens streams of any protocol and hands inbound ones on without ever dropping one.

use std::{
    collections::VecDeque,
    convert::Infallible,
    fmt,
    future::{ready, Ready},
    task::{Context, Poll},
};

use futures::channel::oneshot;
use libp2p::{
    core::{transport::PortUse, upgrade::UpgradeInfo, Endpoint, InboundUpgrade, OutboundUpgrade},
    swarm::{
        handler::{ConnectionEvent, DialUpgradeError, FullyNegotiatedInbound, FullyNegotiatedOutbound},
        ConnectionDenied, ConnectionHandler, ConnectionHandlerEvent, ConnectionId, FromSwarm, NetworkBehaviour, NotifyHandler,
        Stream, StreamProtocol, SubstreamProtocol, THandler, THandlerInEvent, THandlerOutEvent, ToSwarm,
    },
    Multiaddr, PeerId,
};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

pub type Inbound = (StreamProtocol, Stream);
type Reply = oneshot::Sender<Result<Stream, String>>;

/// A stream that somebody waits for.
pub struct Wanted {
    protocol: StreamProtocol,
    reply: Reply,
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.protocol)
    }
}

/// Opens streams from any task.
#[derive(Clone)]
pub struct Opener(UnboundedSender<(PeerId, Wanted)>);

impl Opener {
    pub async fn open(&self, peer: PeerId, protocol: StreamProtocol) -> Result<Stream, String> {
        let (reply, answer) = oneshot::channel();
        self.0.send((peer, Wanted { protocol, reply })).map_err(|_| "the node has ended".to_string())?;
        answer.await.map_err(|_| "not connected".to_string())?
    }
}

pub struct Behaviour {
    accepted: Vec<StreamProtocol>,
    inbound: UnboundedSender<Inbound>,
    wanted: UnboundedReceiver<(PeerId, Wanted)>,
}

pub fn new(accepted: Vec<StreamProtocol>) -> (Behaviour, Opener, UnboundedReceiver<Inbound>) {
    let (inbound, streams) = mpsc::unbounded_channel();
    let (want, wanted) = mpsc::unbounded_channel();
    (Behaviour { accepted, inbound, wanted }, Opener(want), streams)
}

impl Behaviour {
    fn handler(&self) -> Handler {
        Handler { accepted: self.accepted.clone(), inbound: self.inbound.clone(), wanted: VecDeque::new() }
    }
}

impl NetworkBehaviour for Behaviour {
    type ConnectionHandler = Handler;
    type ToSwarm = Infallible;

    fn handle_established_inbound_connection(
        &mut self,
        _: ConnectionId,
        _: PeerId,
        _: &Multiaddr,
        _: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        Ok(self.handler())
    }

    fn handle_established_outbound_connection(
        &mut self,
        _: ConnectionId,
        _: PeerId,
        _: &Multiaddr,
        _: Endpoint,
        _: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        Ok(self.handler())
    }

    fn on_swarm_event(&mut self, _: FromSwarm) {}

    fn on_connection_handler_event(&mut self, _: PeerId, _: ConnectionId, event: THandlerOutEvent<Self>) {
        match event {}
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        match self.wanted.poll_recv(cx) {
            Poll::Ready(Some((peer_id, event))) => {
                Poll::Ready(ToSwarm::NotifyHandler { peer_id, handler: NotifyHandler::Any, event })
            }
            _ => Poll::Pending,
        }
    }
}

pub struct Handler {
    accepted: Vec<StreamProtocol>,
    inbound: UnboundedSender<Inbound>,
    wanted: VecDeque<Wanted>,
}

impl ConnectionHandler for Handler {
    type FromBehaviour = Wanted;
    type ToBehaviour = Infallible;
    type InboundProtocol = AnyOf;
    type OutboundProtocol = AnyOf;
    type InboundOpenInfo = ();
    type OutboundOpenInfo = Reply;

    fn listen_protocol(&self) -> SubstreamProtocol<AnyOf> {
        SubstreamProtocol::new(AnyOf(self.accepted.clone()), ())
    }

    fn poll(&mut self, _: &mut Context<'_>) -> Poll<ConnectionHandlerEvent<AnyOf, Reply, Infallible>> {
        match self.wanted.pop_front() {
            Some(Wanted { protocol, reply }) => Poll::Ready(ConnectionHandlerEvent::OutboundSubstreamRequest {
                protocol: SubstreamProtocol::new(AnyOf(vec![protocol]), reply),
            }),
            None => Poll::Pending,
        }
    }

    fn on_behaviour_event(&mut self, event: Wanted) {
        self.wanted.push_back(event);
    }

    fn on_connection_event(&mut self, event: ConnectionEvent<AnyOf, AnyOf, (), Reply>) {
        match event {
            ConnectionEvent::FullyNegotiatedInbound(FullyNegotiatedInbound { protocol: inbound, .. }) => {
                let _ = self.inbound.send(inbound);
            }
            ConnectionEvent::FullyNegotiatedOutbound(FullyNegotiatedOutbound { protocol: (_, stream), info: reply }) => {
                let _ = reply.send(Ok(stream));
            }
            ConnectionEvent::DialUpgradeError(DialUpgradeError { info: reply, error }) => {
                let _ = reply.send(Err(error.to_string()));
            }
            _ => {}
        }
    }
}

/// Accepts any of some protocols and leaves the bytes alone.
pub struct AnyOf(Vec<StreamProtocol>);

impl UpgradeInfo for AnyOf {
    type Info = StreamProtocol;
    type InfoIter = std::vec::IntoIter<StreamProtocol>;

    fn protocol_info(&self) -> Self::InfoIter {
        self.0.clone().into_iter()
    }
}

impl InboundUpgrade<Stream> for AnyOf {
    type Output = Inbound;
    type Error = Infallible;
    type Future = Ready<Result<Inbound, Infallible>>;

    fn upgrade_inbound(self, stream: Stream, protocol: StreamProtocol) -> Self::Future {
        ready(Ok((protocol, stream)))
    }
}

impl OutboundUpgrade<Stream> for AnyOf {
    type Output = Inbound;
    type Error = Infallible;
    type Future = Ready<Result<Inbound, Infallible>>;

    fn upgrade_outbound(self, stream: Stream, protocol: StreamProtocol) -> Self::Future {
        ready(Ok((protocol, stream)))
    }
}
