//! Listings out of a file with the names of the RESO Data Dictionary: CSV, or JSON as a RESO Web API answers.

use crate::{Error, Result};
use realtoros_domain::listing::{Listing, ListingStatus};
use serde_json::Value;
use std::collections::HashMap;

/// The most listings in one file.
const MOST: usize = 2_000;

/// A row: what stands under a folded name. None where the row cannot be read.
type Row = Option<HashMap<String, String>>;

/// The listings of the file, and for every row that is left out why.
pub fn read(file: &[u8]) -> Result<(Vec<Listing>, Vec<String>)> {
    let (text, _, _) = encoding_rs::UTF_8.decode(file);
    let is_json = text.trim_start().starts_with(['{', '[']);
    let rows = if is_json { json(&text)? } else { csv(&text)? };
    if !rows.iter().flatten().any(|row| row.contains_key("listprice")) {
        return Err(Error::invalid(
            "This file has no column ListPrice. Use the column names of the RESO Data Dictionary.",
        ));
    }
    let (mut listings, mut left_out) = (Vec::new(), Vec::new());
    for (number, row) in (1..).zip(rows) {
        if listings.len() == MOST {
            left_out.push(format!("Row {number} and later: a file may hold {MOST} listings."));
            break;
        }
        let Some(listing) = row.as_ref().map(listing) else {
            left_out.push(format!("Row {number}: cannot be read."));
            continue;
        };
        if !is_by_month(row.as_ref()) {
            left_out.push(format!("Row {number}: its rent is not by the month."));
            continue;
        }
        match listing.problems().as_slice() {
            [] => listings.push(listing),
            problems => left_out.push(format!("Row {number}: {}", problems.join(" "))),
        }
    }
    Ok((listings, left_out))
}

/// Whether the price is one of a sale or a rent by the month.
fn is_by_month(row: Option<&HashMap<String, String>>) -> bool {
    let frequency = row.and_then(|row| row.get("leaseamountfrequency")).map_or("", String::as_str);
    matches!(normal(frequency).as_str(), "" | "monthly")
}

/// The rows of a CSV file; one more than may be used, to know that there are more.
fn csv(text: &str) -> Result<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let unreadable = |_| Error::invalid("This file cannot be read as CSV.");
    let headers: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(normal).collect();
    let row = |record: csv::Result<csv::StringRecord>| -> Row {
        let cells = record.ok()?;
        Some(headers.iter().cloned().zip(cells.iter().map(|cell| cell.trim().to_owned())).collect())
    };
    Ok(reader.records().take(MOST + 1).map(row).collect())
}

/// The objects of a JSON file: a list of them, or the `value` of an answer.
fn json(text: &str) -> Result<Vec<Row>> {
    let unreadable = || Error::invalid("This file cannot be read as JSON: it has to be a list of listings.");
    let found: Value = serde_json::from_str(text).map_err(|_| unreadable())?;
    let list = match found {
        Value::Object(mut envelope) => envelope.remove("value").ok_or_else(unreadable)?,
        other => other,
    };
    let Value::Array(objects) = list else { return Err(unreadable()) };
    let row = |object: &Value| -> Row {
        let fields = object.as_object()?;
        Some(fields.iter().map(|(name, value)| (normal(name), cell(value))).collect())
    };
    Ok(objects.iter().map(row).collect())
}

/// A value of JSON as it would stand in a cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join(","),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

fn listing(row: &HashMap<String, String>) -> Listing {
    let cell = |name: &str| row.get(name).map(String::as_str).unwrap_or_default();
    let number = |name: &str| amount(cell(name));
    let address = match cell("unparsedaddress") {
        "" => [cell("streetnumber"), cell("streetname"), cell("streetsuffix"), cell("unitnumber")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        whole => street(whole, cell("city")),
    };
    let total = number("bathroomstotaldecimal");
    let full = if cell("bathroomsfull").is_empty() { total / 100 } else { number("bathroomsfull") / 100 };
    let half = if cell("bathroomshalf").is_empty() {
        i64::from(total % 100 >= 50)
    } else {
        number("bathroomshalf") / 100
    };
    let whole = |n: i64| u32::try_from(n).unwrap_or_default();
    let key = ["listingkey", "listingid", "mlsid"].into_iter().map(cell).find(|key| !key.is_empty());
    Listing {
        address,
        city: cell("city").to_owned(),
        state: cell("stateorprovince").to_uppercase(),
        zip: cell("postalcode").to_owned(),
        price_cents: number("listprice"),
        per_month: normal(cell("propertytype")).ends_with("lease")
            || normal(cell("leaseamountfrequency")) == "monthly",
        beds: whole(number("bedroomstotal") / 100),
        baths: whole(full),
        half_baths: whole(half),
        sqft: whole(number("livingarea") / 100),
        status: status(cell("standardstatus")),
        description: cell("publicremarks").to_owned(),
        picture: String::new(),
        url: String::new(),
        key: key.unwrap_or_default().to_owned(),
    }
}

/// `404 Quince Way` of `404 Quince Way, Buda, TX 78610`: city, state and ZIP code have columns of their own.
fn street(whole: &str, city: &str) -> String {
    let parts: Vec<&str> = whole.split(',').map(str::trim).collect();
    match parts.iter().rposition(|part| part.eq_ignore_ascii_case(city)) {
        Some(at) if at > 0 && !city.is_empty() => parts[..at].join(", "),
        _ => whole.to_owned(),
    }
}

/// A number with up to two places, in hundredths: `$418,000.50` is 41,800,050.
fn amount(text: &str) -> i64 {
    let plain: String = text.chars().filter(|sign| !"$, ".contains(*sign)).collect();
    let (whole, places) = plain.split_once('.').unwrap_or((&plain, ""));
    let places: String = places.chars().chain("00".chars()).take(2).collect();
    format!("{whole}{places}").parse().unwrap_or_default()
}

fn status(text: &str) -> ListingStatus {
    match normal(text).as_str() {
        "comingsoon" => ListingStatus::ComingSoon,
        "pending" | "activeundercontract" => ListingStatus::Pending,
        "closed" => ListingStatus::Sold,
        "canceled" | "delete" | "expired" | "hold" | "incomplete" | "withdrawn" => ListingStatus::Archived,
        _ => ListingStatus::Active,
    }
}

fn normal(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reso_file_becomes_listings() {
        let file = "\u{feff}UnparsedAddress,City,StateOrProvince,PostalCode,ListPrice,BedroomsTotal,BathroomsTotalDecimal,LivingArea,StandardStatus,PublicRemarks\n\
                    4 Mill Path,Salem,or,97301,\"$396,500\",2,1.5,1120,Active Under Contract,\"Stone, and a garden\"\n\
                    ,Salem,OR,97301,100000,1,1,500,Active,\n";
        let (listings, left_out) = read(file.as_bytes()).unwrap();
        assert_eq!(listings.len(), 1);
        let mill = &listings[0];
        assert_eq!((mill.price_cents, mill.baths, mill.half_baths, mill.sqft), (39_650_000, 1, 1, 1_120));
        assert_eq!((mill.state.as_str(), mill.status), ("OR", ListingStatus::Pending));
        assert_eq!(mill.description, "Stone, and a garden");
        assert_eq!(left_out, ["Row 2: Enter the street and number."]);
    }

    #[test]
    fn an_address_in_parts_is_put_together() {
        let file = b"StreetNumber,StreetName,StreetSuffix,ListPrice,BathroomsFull,BathroomsHalf\n18,Alder,Lane,418000,2,1\n";
        let (listings, _) = read(file).unwrap();
        assert_eq!(listings[0].address, "18 Alder Lane");
        assert_eq!((listings[0].baths, listings[0].half_baths), (2, 1));
    }

    #[test]
    fn an_answer_of_a_reso_web_api_becomes_listings() {
        let lease = r#"{"ListingKey":"hc7","PropertyType":"ResidentialLease","ListPrice":2110,"StandardStatus":"ComingSoon",
            "LeaseAmountFrequency":"Monthly","UnparsedAddress":"404 Quince Way #2, Buda, TX 78610","City":"Buda",
            "StateOrProvince":"TX","PostalCode":"78610","BathroomsFull":2,"Levels":["Two"],"PoolPrivateYN":false,"View":null}"#;
        for file in [format!("[{lease}]"), format!(r#"{{"@odata.count":1,"value":[{lease}]}}"#)] {
            let (listings, left_out) = read(file.as_bytes()).unwrap();
            let home = &listings[0];
            assert_eq!((listings.len(), left_out.len(), home.key.as_str(), home.baths), (1, 0, "hc7", 2));
            assert_eq!(
                (home.address.as_str(), home.place().as_str()),
                ("404 Quince Way #2", "Buda, TX 78610")
            );
            assert_eq!((home.price().as_str(), home.status), ("$2,110 a month", ListingStatus::ComingSoon));
        }
    }

    #[test]
    fn the_street_loses_only_what_has_a_column_of_its_own() {
        for (whole, city, street_only) in [
            ("55 Ferry St, Unit 3C, Salem, OR 97301", "Salem", "55 Ferry St, Unit 3C"),
            ("55 Ferry St", "Salem", "55 Ferry St"),
            ("Salem", "Salem", "Salem"),
            ("55 Ferry St, Salem", "", "55 Ferry St, Salem"),
        ] {
            assert_eq!(street(whole, city), street_only);
        }
    }

    #[test]
    fn another_file_is_refused() {
        for file in ["Name,Phone\nAda,1\n", "{}", "[1]", "[{\"Name\":1}]", "{\"value\":1}", "[", ""] {
            assert!(read(file.as_bytes()).is_err(), "{file}");
        }
    }
}
