//! The echo, ping and throughput protocols, both ends.

use std::{io, time::Instant};

use futures::{AsyncReadExt, AsyncWriteExt};
use libp2p::{swarm::Stream, PeerId, StreamProtocol};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::substreams::{Inbound, Opener};

pub const ECHO: StreamProtocol = StreamProtocol::new("/interop/echo/1.0.0");
pub const PERF: StreamProtocol = StreamProtocol::new("/perf/1.0.0");
const PING: StreamProtocol = StreamProtocol::new("/ipfs/ping/1.0.0");
const PING_BYTES: usize = 32;
const BLOCK: usize = 64 << 10;

pub async fn serve(mut streams: UnboundedReceiver<Inbound>) {
    while let Some((protocol, stream)) = streams.recv().await {
        tokio::spawn(async move {
            // an error means that the other side is gone; it will report what it misses
            let _ = if protocol == ECHO { serve_echo(stream).await } else { serve_perf(stream).await };
        });
    }
}

async fn serve_echo(mut stream: Stream) -> io::Result<()> {
    let mut block = vec![0; BLOCK];
    loop {
        let n = stream.read(&mut block).await?;
        if n == 0 {
            return stream.close().await;
        }
        stream.write_all(&block[..n]).await?;
        stream.flush().await?;
    }
}

/// Reads how much is wanted, drains what is sent, then sends what is wanted.
async fn serve_perf(mut stream: Stream) -> io::Result<()> {
    let mut head = [0; 8];
    stream.read_exact(&mut head).await?;
    let mut block = vec![0; BLOCK];
    while stream.read(&mut block).await? > 0 {}
    write_zeros(&mut stream, u64::from_be_bytes(head)).await?;
    stream.close().await
}

async fn write_zeros(stream: &mut (impl futures::AsyncWrite + Unpin), mut left: u64) -> io::Result<()> {
    let block = vec![0; BLOCK];
    while left > 0 {
        let n = left.min(BLOCK as u64);
        stream.write_all(&block[..n as usize]).await?;
        left -= n;
    }
    Ok(())
}

/// Sends `bytes`, in messages of at most BLOCK, over `streams` parallel streams and reports the digest of both directions.
pub async fn echo(opener: Opener, peer: PeerId, bytes: u64, streams: u64) -> Result<Value, String> {
    let start = Instant::now();
    let tasks: Vec<_> = (0..streams)
        .map(|i| {
            let share = bytes / streams + if i == 0 { bytes % streams } else { 0 };
            tokio::spawn(echo_one(opener.clone(), peer, i as u32, share))
        })
        .collect();
    let (mut sent, mut received) = (Sha256::new(), Sha256::new());
    for task in tasks {
        let (s, r) = task.await.map_err(|e| e.to_string())??;
        sent.update(s);
        received.update(r);
    }
    Ok(json!({
        "bytes": bytes, "streams": streams, "micros": micros(start),
        "sent": format!("{:x}", sent.finalize()), "received": format!("{:x}", received.finalize()),
    }))
}

type Digests = (Vec<u8>, Vec<u8>);

async fn echo_one(opener: Opener, peer: PeerId, number: u32, share: u64) -> Result<Digests, String> {
    let named = |e: io::Error| format!("stream {number}: {e}");
    let (mut reader, mut writer) = opener.open(peer, ECHO).await?.split();
    let write = async {
        let mut digest = Sha256::new();
        let mut block = pattern(number);
        let (mut offset, mut written) = (0, 0);
        while offset < share {
            let n = (BLOCK as u64).min(share - offset) as usize;
            if n >= 8 {
                block[..8].copy_from_slice(&offset.to_be_bytes());
            }
            let message = framed(&block[..n]);
            digest.update(&message);
            writer.write_all(&message).await?;
            offset += n as u64;
            written += message.len() as u64;
        }
        writer.close().await?;
        io::Result::Ok((digest.finalize().to_vec(), written))
    };
    let read = async {
        let mut digest = Sha256::new();
        let mut block = vec![0; BLOCK];
        let mut total = 0;
        loop {
            let n = reader.read(&mut block).await?;
            if n == 0 {
                return io::Result::Ok((digest.finalize().to_vec(), total));
            }
            digest.update(&block[..n]);
            total += n as u64;
        }
    };
    let ((sent, written), (received, total)) = futures::try_join!(write, read).map_err(named)?;
    if total != written {
        return Err(format!("stream {number}: {total} of {written} bytes came back"));
    }
    Ok((sent, received))
}

/// Puts the length in front: echo servers that think in messages need it, others send it back as it is.
fn framed(block: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(block.len() + 4);
    let mut rest = block.len();
    while rest > 127 {
        message.push(rest as u8 | 128);
        rest >>= 7;
    }
    message.push(rest as u8);
    message.extend_from_slice(block);
    message
}

/// One block of pseudo-random bytes, another for each stream.
fn pattern(number: u32) -> Vec<u8> {
    let mut x = (number + 1).wrapping_mul(2654435761);
    (0..BLOCK)
        .map(|_| {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            x as u8
        })
        .collect()
}

pub async fn ping(opener: Opener, peer: PeerId, count: u64) -> Result<Value, String> {
    let mut stream = opener.open(peer, PING).await?;
    let mut times = Vec::new();
    for i in 0..count {
        let sent = [i as u8; PING_BYTES];
        let mut back = [0; PING_BYTES];
        let start = Instant::now();
        exchange(&mut stream, &sent, &mut back).await.map_err(|e| e.to_string())?;
        if back != sent {
            return Err("other bytes came back".into());
        }
        times.push(micros(start));
    }
    stream.close().await.map_err(|e| e.to_string())?;
    Ok(json!({ "micros": times }))
}

/// Plays `count` messages of `bytes` to and fro on one echo stream.
pub async fn round_trips(opener: Opener, peer: PeerId, count: u64, bytes: usize) -> Result<Value, String> {
    let mut stream = opener.open(peer, ECHO).await?;
    let sent = framed(&vec![0; bytes]);
    let mut back = vec![0; sent.len()];
    let start = Instant::now();
    for _ in 0..count {
        exchange(&mut stream, &sent, &mut back).await.map_err(|e| e.to_string())?;
    }
    Ok(json!({ "micros": micros(start) }))
}

async fn exchange(stream: &mut Stream, sent: &[u8], back: &mut [u8]) -> io::Result<()> {
    stream.write_all(sent).await?;
    stream.flush().await?;
    stream.read_exact(back).await
}

/// Asks for `download` bytes after sending `upload`, on each of `streams` parallel streams.
pub async fn perf(opener: Opener, peer: PeerId, upload: u64, download: u64, streams: u64) -> Result<Value, String> {
    let start = Instant::now();
    let tasks: Vec<_> = (0..streams).map(|_| tokio::spawn(perf_one(opener.clone(), peer, upload, download))).collect();
    for task in tasks {
        task.await.map_err(|e| e.to_string())??;
    }
    Ok(json!({ "micros": micros(start) }))
}

async fn perf_one(opener: Opener, peer: PeerId, upload: u64, download: u64) -> Result<(), String> {
    let mut stream = opener.open(peer, PERF).await?;
    let transfer = async {
        stream.write_all(&download.to_be_bytes()).await?;
        write_zeros(&mut stream, upload).await?;
        stream.close().await?;
        let mut block = vec![0; BLOCK];
        let mut total = 0;
        loop {
            let n = stream.read(&mut block).await?;
            if n == 0 {
                return io::Result::Ok(total);
            }
            total += n as u64;
        }
    };
    let total = transfer.await.map_err(|e| e.to_string())?;
    if total == download {
        Ok(())
    } else {
        Err(format!("{total} of {download} bytes came"))
    }
}

fn micros(start: Instant) -> u64 {
    start.elapsed().as_micros() as u64
}
