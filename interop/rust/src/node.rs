//! Commands in, answers out; owns the swarm.

use std::{
    collections::{BTreeSet, HashMap},
    error::Error,
    future::Future,
    time::{Duration, Instant},
};

use futures::StreamExt;
use libp2p::{
    gossipsub::{self, IdentTopic, PublishError},
    identify,
    kad::{self, GetClosestPeersOk, GetProvidersOk, QueryId, QueryResult, RecordKey},
    multiaddr::Protocol,
    swarm::{dial_opts::DialOpts, ConnectionId, DialError, SwarmEvent},
    Multiaddr, PeerId, StreamProtocol, Swarm,
};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

use crate::{
    fail,
    inbox::{payload, Inbox},
    network::{self, Protocols, ProtocolsEvent},
    options::Options,
    print,
    streams::{self, ECHO, PERF},
    substreams::{self, Opener},
    succeed,
};

const VERSION: &str = "rust-libp2p 0.56.0";
/// Publications per tick; between ticks the swarm sends them.
const PUBLISH_BATCH: usize = 64;
/// Multihash prefix of SHA-256: code and length.
const SHA2_256: [u8; 2] = [0x12, 0x20];

type Answer = Result<Value, String>;

pub struct Node {
    pub swarm: Swarm<Protocols>,
    opener: Opener,
    kad: StreamProtocol,
    dials: HashMap<ConnectionId, i64>,
    identified: HashMap<PeerId, Value>,
    awaiting_identity: Vec<(i64, PeerId)>,
    queries: HashMap<QueryId, Query>,
    inboxes: HashMap<String, Inbox>,
    publications: Vec<Publication>,
}

/// A DHT query that a command waits for.
enum Query {
    FindPeer { id: i64, target: PeerId },
    Provide { id: i64 },
    FindProviders { id: i64, found: BTreeSet<String> },
}

struct Publication {
    id: i64,
    topic: String,
    tag: String,
    next: u64,
    count: u64,
    bytes: usize,
    per_second: u64,
    start: Instant,
}

impl Publication {
    fn is_due(&self) -> bool {
        self.per_second == 0 || self.start.elapsed() >= Duration::from_secs_f64(self.next as f64 / self.per_second as f64)
    }
}

impl Node {
    /// Listens, and prints the ready line.
    pub async fn start(options: Options) -> Result<Self, Box<dyn Error>> {
        let (behaviour, opener, inbound) = substreams::new(vec![ECHO, PERF]);
        tokio::spawn(streams::serve(inbound));
        let mut swarm = network::build(&options, behaviour)?;
        swarm.listen_on(options.listen)?;
        let address = loop {
            if let SwarmEvent::NewListenAddr { address, .. } = swarm.select_next_some().await {
                break address;
            }
        };
        let peer = *swarm.local_peer_id();
        let full = address.with(Protocol::P2p(peer));
        print(&json!({
            "ready": true, "implementation": VERSION, "peer": peer.to_string(), "addrs": [full.to_string()],
            "pid": std::process::id(),
        }));
        Ok(Node {
            swarm,
            opener,
            kad: options.kad,
            dials: HashMap::new(),
            identified: HashMap::new(),
            awaiting_identity: Vec::new(),
            queries: HashMap::new(),
            inboxes: HashMap::new(),
            publications: Vec::new(),
        })
    }

    /// Runs one command line; true when the peer shall end.
    pub fn on_line(&mut self, line: &str) -> bool {
        let request: Value = match serde_json::from_str(line) {
            Ok(request) => request,
            Err(e) => {
                fail(0, e);
                return false;
            }
        };
        let id = request["id"].as_i64().unwrap_or(0);
        if request["cmd"] == "quit" {
            succeed(id, json!({}));
            return true;
        }
        match self.run(id, &request) {
            Ok(Some(result)) => succeed(id, result),
            Ok(None) => {} // answered later
            Err(e) => fail(id, e),
        }
        false
    }

    fn run(&mut self, id: i64, request: &Value) -> Result<Option<Value>, String> {
        match request["cmd"].as_str().unwrap_or_default() {
            "dial" => self.dial(id, request),
            "hangup" => {
                let _ = self.swarm.disconnect_peer_id(peer(request)?);
                Ok(Some(json!({})))
            }
            "peers" => {
                let peers: Vec<_> = self.swarm.connected_peers().map(PeerId::to_string).collect();
                Ok(Some(json!({ "peers": peers })))
            }
            "identify" => self.identify(id, peer(request)?),
            "ping" => self.later(id, streams::ping(self.opener.clone(), peer(request)?, number(request, "count", 1))),
            "echo" => {
                let (bytes, streams) = (number(request, "bytes", 0), number(request, "streams", 1));
                self.later(id, streams::echo(self.opener.clone(), peer(request)?, bytes, streams))
            }
            "perf" => {
                let (up, down) = (number(request, "upload", 0), number(request, "download", 0));
                let streams = number(request, "streams", 1);
                self.later(id, streams::perf(self.opener.clone(), peer(request)?, up, down, streams))
            }
            "roundTrips" => {
                let (count, bytes) = (number(request, "count", 1), number(request, "bytes", 32));
                self.later(id, streams::round_trips(self.opener.clone(), peer(request)?, count, bytes as usize))
            }
            "usage" => usage().map(Some),
            command if command.starts_with("find") || command == "provide" || command == "table" => {
                self.run_dht(id, command, request)
            }
            command => self.run_gossip(id, command, request),
        }
    }

    fn later(&self, id: i64, work: impl Future<Output = Answer> + Send + 'static) -> Result<Option<Value>, String> {
        tokio::spawn(async move {
            match work.await {
                Ok(result) => succeed(id, result),
                Err(e) => fail(id, e),
            }
        });
        Ok(None)
    }

    fn dial(&mut self, id: i64, request: &Value) -> Result<Option<Value>, String> {
        let mut address: Multiaddr = text(request, "addr")?.parse().map_err(|e| format!("{e}"))?;
        let Some(Protocol::P2p(peer)) = address.pop() else {
            return Err("the address names no peer".into());
        };
        if self.swarm.is_connected(&peer) {
            return Ok(Some(json!({ "peer": peer.to_string() })));
        }
        let options = DialOpts::peer_id(peer).addresses(vec![address]).build();
        self.dials.insert(options.connection_id(), id);
        self.swarm.dial(options).map_err(|e| describe(&e))?;
        Ok(None)
    }

    fn identify(&mut self, id: i64, peer: PeerId) -> Result<Option<Value>, String> {
        let known = self.identified.get(&peer).cloned();
        if known.is_none() {
            self.awaiting_identity.push((id, peer));
        }
        Ok(known)
    }

    fn run_dht(&mut self, id: i64, command: &str, request: &Value) -> Result<Option<Value>, String> {
        let dht = &mut self.swarm.behaviour_mut().kad;
        let (query, waiting) = match command {
            "findPeer" => {
                let target = peer(request)?;
                (dht.get_closest_peers(target), Query::FindPeer { id, target })
            }
            "provide" => {
                let query = dht.start_providing(content_key(request)?).map_err(|e| e.to_string())?;
                (query, Query::Provide { id })
            }
            "findProviders" => (dht.get_providers(content_key(request)?), Query::FindProviders { id, found: BTreeSet::new() }),
            _ => {
                let size: usize = dht.kbuckets().map(|bucket| bucket.num_entries()).sum();
                return Ok(Some(json!({ "size": size })));
            }
        };
        self.queries.insert(query, waiting);
        Ok(None)
    }

    fn run_gossip(&mut self, id: i64, command: &str, request: &Value) -> Result<Option<Value>, String> {
        if !matches!(command, "join" | "leave" | "mesh" | "publish" | "received") {
            return Err(format!("unknown command {command}"));
        }
        let name = text(request, "topic")?;
        let topic = IdentTopic::new(name);
        let gossip = &mut self.swarm.behaviour_mut().gossip;
        if command == "join" {
            gossip.subscribe(&topic).map_err(|e| e.to_string())?;
            self.inboxes.entry(name.to_string()).or_default();
            return Ok(Some(json!({})));
        }
        let inbox = self.inboxes.get(name).ok_or_else(|| format!("topic {name} is not joined"))?;
        match command {
            "leave" => {
                gossip.unsubscribe(&topic);
                self.inboxes.remove(name);
                Ok(Some(json!({})))
            }
            "mesh" => {
                let mesh: Vec<_> = gossip.mesh_peers(&topic.hash()).map(PeerId::to_string).collect();
                let subscribers: Vec<_> =
                    gossip.all_peers().filter(|(_, topics)| topics.contains(&&topic.hash())).map(|(p, _)| p.to_string()).collect();
                Ok(Some(json!({ "mesh": mesh, "subscribers": subscribers })))
            }
            "publish" => {
                self.publications.push(Publication {
                    id,
                    topic: name.to_string(),
                    tag: text(request, "tag")?.to_string(),
                    next: 0,
                    count: number(request, "count", 1),
                    bytes: number(request, "bytes", 0) as usize,
                    per_second: number(request, "perSecond", 0),
                    start: Instant::now(),
                });
                Ok(None)
            }
            _ => Ok(Some(inbox.report())),
        }
    }

    pub fn is_publishing(&self) -> bool {
        !self.publications.is_empty()
    }

    /// Publishes what is due; what finds full queues is tried again later.
    pub fn publish_some(&mut self) {
        let gossip = &mut self.swarm.behaviour_mut().gossip;
        self.publications.retain_mut(|job| {
            for _ in 0..PUBLISH_BATCH {
                if job.next == job.count || !job.is_due() {
                    break;
                }
                match gossip.publish(IdentTopic::new(&job.topic), payload(&job.tag, job.next, job.bytes)) {
                    Ok(_) => job.next += 1,
                    Err(PublishError::AllQueuesFull(_)) => break,
                    Err(e) => {
                        fail(job.id, e);
                        return false;
                    }
                }
            }
            if job.next == job.count {
                succeed(job.id, json!({ "published": job.count, "micros": job.start.elapsed().as_micros() as u64 }));
            }
            job.next < job.count
        });
    }

    pub fn on_event(&mut self, event: SwarmEvent<ProtocolsEvent>) {
        match event {
            SwarmEvent::ConnectionEstablished { peer_id, connection_id, .. } => {
                if let Some(id) = self.dials.remove(&connection_id) {
                    succeed(id, json!({ "peer": peer_id.to_string() }));
                }
            }
            SwarmEvent::OutgoingConnectionError { connection_id, error, .. } => {
                if let Some(id) = self.dials.remove(&connection_id) {
                    fail(id, describe(&error));
                }
            }
            SwarmEvent::Behaviour(ProtocolsEvent::Identify(identify::Event::Received { peer_id, info, .. })) => {
                self.on_identified(peer_id, info);
            }
            SwarmEvent::Behaviour(ProtocolsEvent::Gossip(gossipsub::Event::Message { message, .. })) => {
                if let Some(inbox) = self.inboxes.get_mut(message.topic.as_str()) {
                    inbox.add(&message.data);
                }
            }
            SwarmEvent::Behaviour(ProtocolsEvent::Kad(kad::Event::OutboundQueryProgressed { id, result, step, .. })) => {
                self.on_query(id, result, step.last);
            }
            _ => {}
        }
    }

    fn on_identified(&mut self, peer: PeerId, info: identify::Info) {
        if info.protocols.contains(&self.kad) {
            for address in &info.listen_addrs {
                self.swarm.behaviour_mut().kad.add_address(&peer, address.clone());
            }
        }
        let texts = |addrs: &[Multiaddr]| addrs.iter().map(Multiaddr::to_string).collect::<Vec<_>>();
        let known = json!({
            "agent": info.agent_version, "protocolVersion": info.protocol_version,
            "protocols": info.protocols.iter().map(StreamProtocol::to_string).collect::<Vec<_>>(),
            "addrs": texts(&info.listen_addrs), "observed": info.observed_addr.to_string(),
            "signedRecord": info.signed_peer_record.is_some(),
        });
        self.awaiting_identity.retain(|(id, wanted)| {
            if *wanted == peer {
                succeed(*id, known.clone());
            }
            *wanted != peer
        });
        self.identified.insert(peer, known);
    }

    fn on_query(&mut self, query: QueryId, result: QueryResult, last: bool) {
        if let (Some(Query::FindProviders { found, .. }), QueryResult::GetProviders(Ok(GetProvidersOk::FoundProviders { providers, .. }))) =
            (self.queries.get_mut(&query), &result)
        {
            found.extend(providers.iter().map(PeerId::to_string));
        }
        if !last {
            return;
        }
        match (self.queries.remove(&query), result) {
            (Some(Query::FindProviders { id, found }), _) => succeed(id, json!({ "providers": found })),
            (Some(Query::Provide { id }), QueryResult::StartProviding(Ok(_))) => succeed(id, json!({})),
            (Some(Query::Provide { id }), other) => fail(id, format!("{other:?}")),
            (Some(Query::FindPeer { id, target }), QueryResult::GetClosestPeers(Ok(GetClosestPeersOk { peers, .. }))) => {
                match peers.iter().find(|p| p.peer_id == target) {
                    Some(found) => {
                        let addrs: Vec<_> = found.addrs.iter().map(Multiaddr::to_string).collect();
                        succeed(id, json!({ "addrs": addrs }));
                    }
                    None => fail(id, "not found"),
                }
            }
            (Some(Query::FindPeer { id, .. }), other) => fail(id, format!("{other:?}")),
            (None, _) => {}
        }
    }
}

fn describe(error: &DialError) -> String {
    match error {
        DialError::Transport(failures) => format!("{failures:?}"),
        other => other.to_string(),
    }
}

/// The DHT key of a text: its SHA-256 multihash.
fn content_key(request: &Value) -> Result<RecordKey, String> {
    let mut hash = SHA2_256.to_vec();
    hash.extend_from_slice(&Sha256::digest(text(request, "key")?));
    Ok(RecordKey::from(hash))
}

fn text<'a>(request: &'a Value, name: &str) -> Result<&'a str, String> {
    request[name].as_str().ok_or_else(|| format!("{name} is missing"))
}

fn number(request: &Value, name: &str, otherwise: u64) -> u64 {
    request[name].as_u64().unwrap_or(otherwise)
}

fn peer(request: &Value) -> Result<PeerId, String> {
    text(request, "peer")?.parse().map_err(|e| format!("{e}"))
}

/// The CPU time of this process so far and its resident memory now.
fn usage() -> Answer {
    // SAFETY: rusage is plain numbers, all zeros is a value of it, and the call only writes into it.
    let usage = unsafe {
        let mut usage = std::mem::zeroed::<libc::rusage>();
        libc::getrusage(libc::RUSAGE_SELF, &mut usage);
        usage
    };
    let micros = |t: libc::timeval| t.tv_sec * 1_000_000 + t.tv_usec;
    let statm = std::fs::read_to_string("/proc/self/statm").map_err(|e| e.to_string())?;
    let pages: i64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    // SAFETY: reads one constant of the system.
    let page_size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    Ok(json!({ "cpuMicros": micros(usage.ru_utime) + micros(usage.ru_stime), "rssBytes": pages * page_size }))
}
