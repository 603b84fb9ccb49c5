//! A rust-libp2p node that is driven by JSON lines on its standard input, as interop/README.md describes.

mod inbox;
mod network;
mod node;
mod options;
mod streams;
mod substreams;

use std::{error::Error, time::Duration};

use futures::StreamExt;
use serde_json::{json, Value};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    sync::mpsc,
};

/// How often waiting publications continue.
const PUBLISH_TICK: Duration = Duration::from_millis(1);

/// One line per answer, whole lines only, from any task.
pub fn print(value: &Value) {
    println!("{value}");
}

pub fn succeed(id: i64, result: Value) {
    print(&json!({"id": id, "ok": true, "result": result}));
}

pub fn fail(id: i64, error: impl std::fmt::Display) {
    print(&json!({"id": id, "ok": false, "error": error.to_string()}));
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = options::Options::parse(std::env::args().skip(1))?;
    let mut node = node::Node::start(options).await?;
    let mut commands = read_commands();
    loop {
        tokio::select! {
            event = node.swarm.select_next_some() => node.on_event(event),
            command = commands.recv() => match command {
                Some(line) if !node.on_line(&line) => {}
                _ => std::process::exit(0), // the end of the input ends the peer, so that it never outlives its test
            },
            () = tokio::time::sleep(PUBLISH_TICK), if node.is_publishing() => node.publish_some(),
        }
    }
}

fn read_commands() -> mpsc::UnboundedReceiver<String> {
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut lines = BufReader::new(tokio::io::stdin()).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}
