//! the columns of a Parquet file → articles.
//!
//! Only the columns of an article are read, page by page. The library may stumble over broken files; that refuses the
//! rest of the file, as any other damage does.

use super::row::Columns;
use super::{Document, Documents, Format, Head, Input, Outcome, Place, Reason, encoding, said};
use crate::article::Article;
use bytes::Bytes;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use parquet::schema::types::{SchemaDescriptor, Type};
use std::fs::File;
use std::io::BufRead;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// How many values of a column are unpacked at once.
const BATCH: usize = 128;

/// The largest page, unpacked: some programs write pages of a hundred megabytes.
const LARGEST: u64 = 120 << 20;

/// Parquet files.
pub(super) struct Parquet;

impl Format for Parquet {
    fn endings(&self) -> &[&str] {
        &["parquet", "pq"]
    }

    fn is_sealed(&self) -> bool {
        true
    }

    fn recognises(&self, head: &Head) -> bool {
        head.bytes.starts_with(b"PAR1")
    }

    fn cut(&self, input: Input) -> Result<Documents, Reason> {
        let place = input.place.clone();
        let file = input.file().map_err(|error| said(&error))?;
        let file = guarded(|| SerializedFileReader::new(Pages(file)))?;
        let fields = &place.options().fields;
        let all = file.metadata().file_metadata().schema_descr().root_schema();
        let columns = Columns::find(fields, &names(all.get_fields()))?;
        let wanted = all.get_fields().iter().enumerate().filter(|(index, _)| columns.has(*index));
        let wanted: Vec<_> = wanted.map(|(_, column)| Arc::clone(column)).collect();
        if let Some(column) = wanted.iter().find(|column| !column.is_primitive()) {
            return Err(format!("column '{}' holds more than one value a row", column.name()).into());
        }
        let columns = Arc::new(Columns::find(fields, &names(&wanted))?);
        let in_nanoseconds = wanted.iter().map(|column| is_in_nanoseconds(column)).collect();
        let schema = guarded(|| Type::group_type_builder(all.name()).with_fields(wanted.clone()).build())?;
        let schema = Arc::new(SchemaDescriptor::new(Arc::new(schema)));
        Ok(Box::new(Rows { place, file, schema, columns, in_nanoseconds, groups: 0, group: None, row: 0 }))
    }
}

/// A file whose pages are held against the limit before they are unpacked.
struct Pages(File);

impl Length for Pages {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl ChunkReader for Pages {
    type T = <File as ChunkReader>::T;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        let mut page = self.0.get_read(start)?;
        match unpacked_size(page.fill_buf()?) {
            Some(size) if size > LARGEST => Err(ParquetError::External(
                format!("a page of {} MB unpacked, where {} MB are the most", size >> 20, LARGEST >> 20).into(),
            )),
            _ => Ok(page),
        }
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        self.0.get_bytes(start, length)
    }
}

/// How large a page is when it is unpacked, where these are its first bytes: its kind and this size come first, as
/// numbers in Thrift's compact protocol.
fn unpacked_size(bytes: &[u8]) -> Option<u64> {
    let [0x15, 0 | 2 | 4 | 6, 0x15, size @ ..] = bytes else { return None };
    let end = size.iter().take(5).position(|byte| *byte < 0x80)?;
    let size = size[..=end].iter().rev().fold(0, |size, byte| size << 7 | u64::from(byte & 0x7f));
    // The lowest bit is the sign.
    Some(size >> 1)
}

fn names(columns: &[Arc<Type>]) -> Vec<&str> {
    columns.iter().map(|column| column.name()).collect()
}

fn is_in_nanoseconds(column: &Type) -> bool {
    let kind = column.get_basic_info().logical_type_ref();
    matches!(kind, Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
}

/// The rows of one file.
struct Rows {
    place: Place,
    file: SerializedFileReader<Pages>,
    /// The columns of an article.
    schema: Arc<SchemaDescriptor>,
    columns: Arc<Columns>,
    /// Which of the columns are times that the library takes for numbers.
    in_nanoseconds: Vec<bool>,
    /// How many groups of rows have been opened, and the last of them.
    groups: usize,
    group: Option<ReaderIter>,
    row: u64,
}

impl Iterator for Rows {
    type Item = Outcome<Document>;

    fn next(&mut self) -> Option<Outcome<Document>> {
        loop {
            let Some(group) = &mut self.group else {
                if self.groups == self.file.num_row_groups() {
                    return None;
                }
                let index = self.groups;
                self.groups += 1;
                let open = || {
                    let group = self.file.get_row_group(index)?;
                    TreeBuilder::new().with_batch_size(BATCH).as_iter(Arc::clone(&self.schema), &*group)
                };
                match guarded(open) {
                    Ok(group) => self.group = Some(group),
                    Err(reason) => return Some(Err(self.place.refuse(format!("row group {index}: {reason}")))),
                }
                continue;
            };
            let Some(row) = guarded(|| group.next().transpose()).transpose() else {
                self.group = None;
                continue;
            };
            self.row += 1;
            let place = Place { line: Some(self.row), ..self.place.clone() };
            return Some(match row {
                Ok(row) => Ok(self.document(place, row)),
                Err(reason) => {
                    self.group = None;
                    Err(place.refuse(format!("{reason}; the rest of its row group is left out")))
                }
            });
        }
    }
}

impl Rows {
    fn document(&self, place: Place, row: Row) -> Document {
        let values = row.into_columns().into_iter().zip(&self.in_nanoseconds);
        let values: Vec<Field> = values
            .map(|((_, value), in_nanoseconds)| match value {
                Field::Long(time) if *in_nanoseconds => Field::TimestampMicros(time / 1000),
                value => value,
            })
            .collect();
        let size = values.iter().map(size).sum();
        let columns = Arc::clone(&self.columns);
        Document::new(place, size, move |_| article(values, &columns))
    }
}

fn size(value: &Field) -> usize {
    match value {
        Field::Str(text) => text.len(),
        Field::Bytes(bytes) => bytes.len(),
        _ => size_of::<Field>(),
    }
}

/// The article of a row.
fn article(values: Vec<Field>, columns: &Columns) -> Result<Article, String> {
    let mut texts = Vec::with_capacity(values.len());
    for value in values {
        texts.push(match value {
            Field::Null => None,
            Field::Str(text) => Some(text),
            Field::Bytes(bytes) => Some(encoding::decode(bytes.data().to_vec(), None)?),
            other => Some(other.to_string()),
        });
    }
    columns.article(|column| texts.get(column).cloned().flatten())
}

/// What the library returns, where it neither fails nor stumbles.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| match error {
            ParquetError::External(error) => error.to_string(),
            error => format!("damaged Parquet: {}", error.to_string().trim_start_matches("Parquet error: ")),
        }),
        Err(_) => Err("damaged Parquet".to_owned()),
    }
}
