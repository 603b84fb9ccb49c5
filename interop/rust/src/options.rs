use libp2p::{identity::Keypair, Multiaddr, StreamProtocol};

pub struct Options {
    pub listen: Multiaddr,
    pub key: Keypair,
    pub kad: StreamProtocol,
    pub signed: bool,
    /// Largest gossip RPC in bytes.
    pub max_message: usize,
}

impl Options {
    pub fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, Box<dyn std::error::Error>> {
        let mut options = Options {
            listen: "/ip4/127.0.0.1/tcp/0".parse()?,
            key: Keypair::generate_ed25519(),
            kad: StreamProtocol::new("/interop/kad/1.0.0"),
            signed: true,
            max_message: 1 << 20,
        };
        while let Some(name) = args.next() {
            let value = args.next().ok_or_else(|| format!("{name} wants a value"))?;
            match name.as_str() {
                "--listen" => options.listen = value.parse()?,
                "--seed" => options.key = Keypair::ed25519_from_bytes(unhex(&value)?)?,
                "--kad" => options.kad = StreamProtocol::try_from_owned(value)?,
                "--sign" => options.signed = value != "none",
                "--max-message" => options.max_message = value.parse()?,
                _ => return Err(format!("unknown option {name}").into()),
            }
        }
        Ok(options)
    }
}

fn unhex(text: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    (0..text.len())
        .step_by(2)
        .map(|i| Ok(u8::from_str_radix(text.get(i..i + 2).ok_or("odd number of digits")?, 16)?))
        .collect()
}
