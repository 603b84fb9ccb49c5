//! What arrived on one topic, and what is sent on one.

use std::{
    collections::{BTreeMap, HashSet},
    time::{SystemTime, UNIX_EPOCH},
};

use serde_json::{json, Value};

#[derive(Default)]
pub struct Inbox {
    total: u64,
    unique: u64,
    malformed: u64,
    by_tag: BTreeMap<String, HashSet<u64>>,
    latencies: Vec<i64>,
}

impl Inbox {
    pub fn add(&mut self, data: &[u8]) {
        let now = now_micros();
        self.total += 1;
        match parse(data) {
            Some((tag, number, sent)) => {
                if self.by_tag.entry(tag).or_default().insert(number) {
                    self.unique += 1;
                    self.latencies.push(now - sent);
                }
            }
            None => self.malformed += 1,
        }
    }

    pub fn report(&self) -> Value {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let quantile = |percent: usize| {
            let last = sorted.len().saturating_sub(1);
            sorted.get((sorted.len() * percent / 100).min(last)).copied().unwrap_or(0)
        };
        let tags: BTreeMap<_, _> = self.by_tag.iter().map(|(tag, seen)| (tag, seen.len())).collect();
        json!({
            "total": self.total, "unique": self.unique, "malformed": self.malformed, "byTag": tags,
            "p50Micros": quantile(50), "p99Micros": quantile(99),
        })
    }
}

fn parse(data: &[u8]) -> Option<(String, u64, i64)> {
    let mut parts = data.splitn(4, |b| *b == b':').map(std::str::from_utf8);
    let (tag, number, sent) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let _rest = parts.next()?;
    Some((tag.to_string(), number.parse().ok()?, sent.parse().ok()?))
}

/// `tag:number:microseconds of sending:` filled up to the wanted size.
pub fn payload(tag: &str, number: u64, size: usize) -> Vec<u8> {
    let mut data = format!("{tag}:{number}:{}:", now_micros()).into_bytes();
    data.resize(size.max(data.len()), b'x');
    data
}

fn now_micros() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_micros() as i64)
}
