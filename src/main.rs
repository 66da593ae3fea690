use claimwire::{Article, Extractor};
use std::io::BufRead;
fn main() {
    let extractor = match Extractor::load(None, None) {
        Ok(e) => e,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(2)
        }
    };
    let path = std::env::args().nth(1).unwrap();
    for line in std::io::BufReader::new(std::fs::File::open(path).unwrap()).lines() {
        let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let mut article = Article::new(row["id"].as_str().unwrap(), row["text"].as_str().unwrap());
        if let Some(date) = row["date"].as_str() {
            article = article.dated(date);
        }
        article.title = row["title"].as_str().map(str::to_owned);
        println!("{}", serde_json::to_string(&extractor.extract(&article)).unwrap());
    }
}
