//! Which protocols the peer speaks, and with which limits.

use std::{error::Error, time::Duration};

use libp2p::{
    gossipsub::{self, MessageAuthenticity, MessageId, ValidationMode},
    identify,
    identity::Keypair,
    kad::{self, store::MemoryStore},
    noise, ping,
    swarm::NetworkBehaviour,
    tcp, yamux, Swarm, SwarmBuilder,
};
use sha2::{Digest, Sha256};

use crate::{options::Options, substreams};

const AGENT: &str = "clawnet-interop-rust/1.0.0";
const IDLE_TIMEOUT: Duration = Duration::from_secs(3600);
/// How many gossip messages may wait for a connection, and how long, before one is dropped.
const QUEUE_LENGTH: usize = 1 << 16;
const QUEUE_TIME: Duration = Duration::from_secs(60);
const MAX_NEGOTIATING_STREAMS: usize = 512;

#[derive(NetworkBehaviour)]
pub struct Protocols {
    pub identify: identify::Behaviour,
    pub ping: ping::Behaviour,
    pub gossip: gossipsub::Behaviour,
    pub kad: kad::Behaviour<MemoryStore>,
    pub substreams: substreams::Behaviour,
}

pub fn build(options: &Options, substreams: substreams::Behaviour) -> Result<Swarm<Protocols>, Box<dyn Error>> {
    let protocols = Protocols {
        identify: identify::Behaviour::new(
            // without a signed record: rust-libp2p signs one in a form of its own, for which js-libp2p drops the whole answer
            identify::Config::new("interop/1.0.0".into(), options.key.public())
                .with_agent_version(AGENT.into())
                .with_push_listen_addr_updates(true),
        ),
        ping: ping::Behaviour::default(),
        gossip: gossip(options)?,
        kad: dht(options),
        substreams,
    };
    Ok(SwarmBuilder::with_existing_identity(options.key.clone())
        .with_tokio()
        .with_tcp(tcp::Config::default().nodelay(true), noise::Config::new, yamux::Config::default)?
        .with_behaviour(move |_: &Keypair| protocols)?
        .with_swarm_config(|c| {
            c.with_idle_connection_timeout(IDLE_TIMEOUT)
                .with_max_negotiating_inbound_streams(MAX_NEGOTIATING_STREAMS)
        })
        .build())
}

fn dht(options: &Options) -> kad::Behaviour<MemoryStore> {
    let id = options.key.public().to_peer_id();
    let mut dht = kad::Behaviour::with_config(id, MemoryStore::new(id), kad::Config::new(options.kad.clone()));
    dht.set_mode(Some(kad::Mode::Server));
    dht
}

fn gossip(options: &Options) -> Result<gossipsub::Behaviour, Box<dyn Error>> {
    let signed = options.signed;
    let config = gossipsub::ConfigBuilder::default()
        .max_transmit_size(options.max_message)
        .connection_handler_queue_len(QUEUE_LENGTH)
        .publish_queue_duration(QUEUE_TIME)
        .forward_queue_duration(QUEUE_TIME)
        .heartbeat_initial_delay(Duration::from_millis(100))
        .validation_mode(if signed { ValidationMode::Strict } else { ValidationMode::Anonymous })
        .message_id_fn(if signed { author_and_number } else { digest_of_data })
        .build()?;
    let author = if signed { MessageAuthenticity::Signed(options.key.clone()) } else { MessageAuthenticity::Anonymous };
    Ok(gossipsub::Behaviour::new(author, config)?)
}

/// The message id of go-libp2p: author and big-endian sequence number. rust-libp2p's own default differs.
fn author_and_number(message: &gossipsub::Message) -> MessageId {
    let mut id = message.source.map(|author| author.to_bytes()).unwrap_or_default();
    id.extend_from_slice(&message.sequence_number.unwrap_or_default().to_be_bytes());
    MessageId::from(id)
}

fn digest_of_data(message: &gossipsub::Message) -> MessageId {
    MessageId::from(Sha256::digest(&message.data).to_vec())
}
