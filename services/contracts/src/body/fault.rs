//! What is wrong with one field of a body.

use super::BodyError;

/// One field that cannot be, with its path so far.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    field: String,
    reason: &'static str,
}

impl Fault {
    pub(super) fn new(field: &str, reason: &'static str) -> Self {
        Self { field: field.to_owned(), reason }
    }

    /// A field that every body of the kind has.
    pub(super) fn missing(field: &str) -> Self {
        Self::new(field, "is missing")
    }

    /// A value of a closed list that this program does not know.
    pub(super) fn unknown(field: &str) -> Self {
        Self::new(field, "is not a value of its list")
    }

    /// The same fault, seen from the message around it.
    pub(super) fn within(mut self, outer: &str) -> Self {
        self.field = format!("{outer}.{}", self.field);
        self
    }
}

impl From<Fault> for BodyError {
    fn from(Fault { field, reason }: Fault) -> Self {
        Self::Malformed { field, reason }
    }
}

/// Reads a nested message that must be there.
pub(super) fn required<Wire, Value>(wire: Option<Wire>, field: &str) -> Result<Value, Fault>
where
    Value: TryFrom<Wire, Error = Fault>,
{
    Value::try_from(wire.ok_or_else(|| Fault::missing(field))?).map_err(|fault| fault.within(field))
}

/// Reads a nested message that may be absent.
pub(super) fn optional<Wire, Value>(wire: Option<Wire>, field: &str) -> Result<Option<Value>, Fault>
where
    Value: TryFrom<Wire, Error = Fault>,
{
    wire.map(Value::try_from).transpose().map_err(|fault| fault.within(field))
}

/// Reads a list of nested messages.
pub(super) fn list<Wire, Value>(wire: Vec<Wire>, field: &str) -> Result<Vec<Value>, Fault>
where
    Value: TryFrom<Wire, Error = Fault>,
{
    wire.into_iter()
        .enumerate()
        .map(|(at, item)| Value::try_from(item).map_err(|fault| fault.within(&format!("{field}[{at}]"))))
        .collect()
}
