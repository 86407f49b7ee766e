//! A row of cells becomes a lead, or is refused with a reason.

use super::{
    ConsentEvidence, ConsentState, DealType, Field, Flag, ImportedLead, Layout, Mapping, RejectReason,
    TextField,
    consent_cells::{label_opts_out, opt_in_says_no, opt_out_says_yes, status_says_no},
    formula::{is_formula_like, unescape_from_export},
    normalise_header,
    note_wish::wishes_in_note,
};
use crate::{
    ChannelSet,
    budget::{self, Budget, Per},
    contact::{Address, EmailAddress, PersonName, PhoneNumber, tidy},
    facts::Facts,
    timeline,
};
use chrono::NaiveDate;

/// What is known about an import besides the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportContext {
    /// The day to which "in three months" refers.
    pub as_of: NaiveDate,
    /// The name under which the account asks for consent. Without it, wording must name some seller.
    pub seller: Option<String>,
}

/// Reads one row. `number` counts data rows from 1; `cells` may be shorter than the header, not longer
/// (import rule 2).
pub fn read_row(
    mapping: &Mapping,
    number: u32,
    cells: &[String],
    context: &ImportContext,
) -> Result<ImportedLead, RejectReason> {
    if cells.len() > mapping.columns().len() {
        return Err(RejectReason::MalformedRow);
    }
    let own;
    let cells = if mapping.layout() == Layout::RealtorOs {
        own = cells.iter().map(|cell| unescape_from_export(cell).to_owned()).collect::<Vec<_>>();
        &own[..]
    } else {
        cells
    };
    if repeats_header(mapping, cells) {
        return Err(RejectReason::RepeatedHeader);
    }
    let cell = |field| mapping.cell(cells, field);
    let emails = collect(mapping, cells, Field::Email, EmailAddress::split);
    let mut phones = collect(mapping, cells, Field::Phone, PhoneNumber::split);
    if emails.is_empty() && phones.is_empty() {
        return Err(RejectReason::NoContactPoint);
    }
    if let Some(first) = phones.first_mut() {
        *first = first.clone().or_extension(cell(Field::PhoneExtension));
    }
    let name = read_name(mapping, cells);
    let deal_type = DealType::from_cell(cell(Field::DealType));
    let mut lead = ImportedLead {
        row: number,
        first_name: name.first,
        last_name: name.last,
        emails,
        phones,
        address: Address {
            street: tidy(cell(Field::Street)),
            city: tidy(cell(Field::City)),
            state: tidy(cell(Field::State)),
            zip: Address::zip_from_cell(cell(Field::Zip)),
        },
        deal_type,
        stage_raw: tidy(cell(Field::Stage)),
        source: tidy(cell(Field::Source)),
        tags: collect(mapping, cells, Field::Tags, |cell| mapping.tag_separator().split(cell)),
        budget: read_budget(mapping, cells, deal_type),
        timeline: mapping
            .cells_of(cells, Field::Timeline)
            .find_map(|cell| timeline::parse(cell, context.as_of)),
        notes: mapping.cells_of(cells, Field::Notes).map(str::trim).collect::<Vec<_>>().join("\n"),
        consent_evidence: ConsentEvidence::from_row(mapping, cells),
        stated_zone: zone(cell(Field::TimeZone)),
        ai_paused: opt_in_says_no(cell(Field::AiAllowed)),
        restricted: opt_out_says_yes(cell(Field::Restricted)),
        maybe_minor: opt_out_says_yes(cell(Field::MaybeMinor)),
        ..ImportedLead::default()
    };
    // What our own export wrote is exact; the columns beside it are a reading of it.
    if let Ok(facts) = serde_json::from_str::<Facts>(cell(Field::Preferences)) {
        (lead.budget, lead.timeline) = (facts.budget, facts.timeline);
        lead.preferences = Some(Box::new(facts));
    }
    judge_consent(&mut lead, mapping, cells, context);
    flag_formulas(&mut lead);
    Ok(lead)
}

/// A time zone by its name in the IANA database; anything else is none.
fn zone(cell: &str) -> Option<String> {
    cell.trim().parse::<chrono_tz::Tz>().ok().map(|zone| zone.name().to_owned())
}

fn repeats_header(mapping: &Mapping, cells: &[String]) -> bool {
    let columns = mapping.columns();
    columns.len() == cells.len()
        && cells
            .iter()
            .zip(columns)
            .all(|(cell, column)| normalise_header(cell) == normalise_header(&column.header))
}

/// The values of every column that fills `field`, each once.
fn collect<T: PartialEq>(
    mapping: &Mapping,
    cells: &[String],
    field: Field,
    split: impl Fn(&str) -> Vec<T>,
) -> Vec<T> {
    let mut values = Vec::new();
    for value in mapping.cells_of(cells, field).flat_map(split) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// First and last name in columns of their own outrank a column with both.
fn read_name(mapping: &Mapping, cells: &[String]) -> PersonName {
    let cell = |field| mapping.cell(cells, field);
    let parts = PersonName::new(cell(Field::FirstName), cell(Field::LastName));
    if parts.is_empty() {
        let Ok(whole) = cell(Field::FullName).parse::<PersonName>();
        return whole;
    }
    parts.with_suffix(cell(Field::NameSuffix))
}

/// Rent is meant per month (import rule 7).
fn read_budget(mapping: &Mapping, cells: &[String], deal_type: Option<DealType>) -> Option<Budget> {
    let per = if deal_type == Some(DealType::Renter) { Per::Month } else { Per::Purchase };
    let read = |field| mapping.cells_of(cells, field).find_map(|cell| budget::parse_cell(cell, per));
    let (least, most) = (read(Field::BudgetMin), read(Field::BudgetMax));
    if least.is_none() && most.is_none() {
        return read(Field::Budget);
    }
    let figure = |budget: Budget| budget.max_cents.or(budget.min_cents);
    Some(Budget { min_cents: least.and_then(figure), max_cents: most.and_then(figure), per })
}

/// Import rule 9, as far as one row goes.
fn judge_consent(lead: &mut ImportedLead, mapping: &Mapping, cells: &[String], context: &ImportContext) {
    for (column, cell) in mapping.columns().iter().zip(cells) {
        let super::Target::Field(field) = column.target else { continue };
        let closed = match (field.opt_in(), field.opt_out()) {
            (Some(channels), _) if opt_in_says_no(cell) => channels,
            (_, Some(channels)) if opt_out_says_yes(cell) => channels,
            _ if field == Field::EmailStatus && status_says_no(cell) => ChannelSet::EMAIL,
            _ => ChannelSet::NONE,
        };
        lead.consent.raise(closed, ConsentState::OptedOut);
    }
    if opt_out_says_yes(mapping.cell(cells, Field::NeedsLook)) {
        lead.consent.raise(ChannelSet::ALL, ConsentState::Review);
    }
    for label in lead.tags.iter().chain([&lead.stage_raw]) {
        lead.consent.raise(label_opts_out(label), ConsentState::OptedOut);
    }
    let wishes = wishes_in_note(&lead.notes);
    if !wishes.is_empty() {
        lead.consent.raise(wishes, ConsentState::Review);
        lead.flags.push(Flag::NoteSuggestsOptOut);
    }
    if !lead.consent_evidence.is_empty() {
        let proven = lead.consent_evidence.express_written(&lead.phones, context);
        if proven.is_empty() {
            lead.flags.push(Flag::IncompleteConsentEvidence);
        }
        lead.consent.raise(proven, ConsentState::EvidenceExpressWritten);
    }
}

/// Import rule 11.
fn flag_formulas(lead: &mut ImportedLead) {
    let address = [&lead.address.street, &lead.address.city, &lead.address.state, &lead.address.zip];
    let like = is_formula_like;
    let fields = [
        (TextField::FirstName, like(&lead.first_name)),
        (TextField::LastName, like(&lead.last_name)),
        (TextField::Address, address.into_iter().any(|part| like(part))),
        (TextField::Stage, like(&lead.stage_raw)),
        (TextField::Source, like(&lead.source)),
        (TextField::Tags, lead.tags.iter().any(|tag| like(tag))),
        (TextField::Notes, like(&lead.notes)),
    ];
    lead.flags
        .extend(fields.into_iter().filter(|(_, found)| *found).map(|(field, _)| Flag::FormulaLike(field)));
}
