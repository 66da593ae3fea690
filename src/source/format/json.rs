//! one object of JSON → one article.

use super::{Fields, Options, date, encoding};
use crate::article::Article;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::fmt;

/// Reads one object.
pub(super) fn read(bytes: Vec<u8>, options: &Options) -> Result<Article, String> {
    let object = encoding::decode(bytes, None)?;
    let fields = &options.fields;
    // An end that is missed is missed before the line's own end.
    let mut json = serde_json::Deserializer::from_str(object.trim_end());
    let found = Wanted(fields).deserialize(&mut json).and_then(|found| json.end().map(|()| found));
    let [id, text, title, day, url] = found.map_err(|error| not_json(&error, &object))?;
    let id = string(required(id, &fields.id, "--id-field", &object)?, &fields.id)?;
    if id.is_empty() {
        return Err(format!("field '{}' is empty", fields.id));
    }
    let text = string(required(text, &fields.text, "--text-field", &object)?, &fields.text)?;
    let optional = |value: Option<Value>, field: &str| {
        value.filter(|value| !value.is_null()).map(|value| string(value, field)).transpose()
    };
    Ok(Article {
        title: optional(title, &fields.title)?.filter(|title| !title.is_empty()),
        date: optional(day.map(digits), &fields.date)?.and_then(|text| date::day(&text)),
        url: optional(url, &fields.url)?.filter(|url| !url.is_empty()),
        ..Article::new(id, text)
    })
}

/// Takes the fields of an article out of an object and passes over all others; one field may serve twice.
struct Wanted<'f>(&'f Fields);

/// Id, text, title, date, url.
type Values = [Option<Value>; 5];

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Values;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Values, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Values;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
        let Fields { id, text, title, date, url } = self.0;
        let names = [id, text, title, date, url];
        let mut values = Values::default();
        while let Some(key) = map.next_key::<String>()? {
            match names.iter().position(|name| **name == key) {
                // A number as id keeps its digits, so that no two fall together.
                Some(0) => values[0] = Some(written(map.next_value()?)?),
                Some(place) => values[place] = Some(map.next_value()?),
                None => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        for place in 1..names.len() {
            if let Some(first) = names[..place].iter().position(|name| *name == names[place]) {
                values[place] = values[first].clone();
            }
        }
        Ok(values)
    }
}

/// A value, of which a number is the text that it is written as.
fn written<E: Error>(value: &RawValue) -> Result<Value, E> {
    match value.get() {
        number if number.starts_with(|sign: char| sign == '-' || sign.is_ascii_digit()) => Ok(number.into()),
        other => serde_json::from_str(other).map_err(E::custom),
    }
}

/// A number as the text of its digits: some archives write a day so, as tables do.
fn digits(value: Value) -> Value {
    match value {
        Value::Number(number) => number.to_string().into(),
        other => other,
    }
}

/// A value that every article has; where it lacks, the option that names its field and the fields that there are
/// instead are named.
fn required(value: Option<Value>, field: &str, option: &str, object: &str) -> Result<Value, String> {
    value.ok_or_else(|| {
        let fields: Map<String, Value> = serde_json::from_str(object).unwrap_or_default();
        let others: Vec<&str> = fields.keys().map(String::as_str).collect();
        format!("field '{field}' is missing ({option} names another); it has '{}'", others.join("', '"))
    })
}

fn string(value: Value, field: &str) -> Result<String, String> {
    let found = match value {
        Value::String(text) => return Ok(text),
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Err(format!("field '{field}' is {found}, not a string"))
}

/// What stands where an object is due, by its first byte.
fn instead(json: &str) -> Option<&'static str> {
    match json.trim_start().bytes().next()? {
        b'{' => None,
        b'[' => Some("a list"),
        b'"' => Some("a string"),
        b'n' => Some("null"),
        b't' | b'f' => Some("true or false"),
        _ => Some("a number"),
    }
}

/// What the parser says of `json`, without the line, which it counts from the object.
fn not_json(error: &serde_json::Error, json: &str) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    match error.classify() {
        serde_json::error::Category::Data => match instead(json) {
            Some(found) => format!("not an article: {found} where an object is due"),
            None => format!("not an article: {said}"),
        },
        _ => format!("not JSON: {said} (column {})", error.column()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Article, String> {
        super::read(line.as_bytes().to_vec(), &Options::default())
    }

    #[test]
    fn the_fields_of_an_article_are_found_among_others() {
        let article = read(r#"{"x": [1], "id": 7, "text": "T", "date": "26-FEB-1987 15:01", "title": null}"#).unwrap();
        assert_eq!(article, Article::new("7", "T").dated("1987-02-26"));
    }

    #[test]
    fn a_number_as_id_is_kept_as_it_is_written() {
        for id in ["12345678901234567890123", "12345678901234567890124", "1.10", "1.1", "1e2", "-7"] {
            assert_eq!(read(&format!("{{\"id\": {id} , \"text\": \"T\"}}")).unwrap(), Article::new(id, "T"));
        }
    }

    #[test]
    fn one_field_may_serve_twice() {
        let fields = Fields { id: "url".into(), ..Fields::default() };
        let options = Options { fields, ..Options::default() };
        let article = super::read(br#"{"url": "u", "text": "T"}"#.to_vec(), &options).unwrap();
        assert_eq!((article.id.as_str(), article.url.as_deref()), ("u", Some("u")));
    }

    #[test]
    fn a_fault_names_the_field() {
        assert_eq!(
            read(r#"{"id": "1", "body": ""}"#).unwrap_err(),
            "field 'text' is missing (--text-field names another); it has 'id', 'body'"
        );
        assert_eq!(read(r#"{"id": [], "text": ""}"#).unwrap_err(), "field 'id' is a list, not a string");
        assert_eq!(read(r#"{"id": 1, "text": null}"#).unwrap_err(), "field 'text' is null, not a string");
        assert_eq!(read(r#"{"id": "", "text": "T"}"#).unwrap_err(), "field 'id' is empty");
        for line in [r#"{"id": 1, "te"#, "{\"id\": 1, \"te\r\n"] {
            assert_eq!(read(line).unwrap_err(), "not JSON: EOF while parsing a string (column 13)");
        }
        assert_eq!(read("7").unwrap_err(), "not an article: a number where an object is due");
    }

    #[test]
    fn a_number_as_date_is_the_day_that_its_digits_write() {
        let read = |date: &str| read(&format!(r#"{{"id": 1, "text": "T", "date": {date}}}"#)).unwrap();
        assert_eq!(read("19870226"), Article::new("1", "T").dated("1987-02-26"));
        for undated in ["1714953600", "1714953600.5", "-1", "\"yesterday\"", "null"] {
            assert_eq!(read(undated), Article::new("1", "T"), "{undated}");
        }
    }
}
