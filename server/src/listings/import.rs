//! Listings out of a CSV file with the column names of the RESO Data Dictionary.

use crate::{Error, Result};
use csv::StringRecord;
use realtoros_domain::listing::{Listing, ListingStatus};

/// The most listings in one file.
const MOST: usize = 2_000;

/// The listings of the file, and for every row that is left out why.
pub fn read(file: &[u8]) -> Result<(Vec<Listing>, Vec<String>)> {
    let (text, _, _) = encoding_rs::UTF_8.decode(file);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let unreadable = |_| Error::invalid("This file cannot be read as CSV.");
    let headers: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(normal).collect();
    if !headers.iter().any(|name| name == "listprice") {
        return Err(Error::invalid(
            "This file has no column ListPrice. Use the column names of the RESO Data Dictionary.",
        ));
    }
    let (mut listings, mut left_out) = (Vec::new(), Vec::new());
    for (row, record) in (1..).zip(reader.records()) {
        if listings.len() == MOST {
            left_out.push(format!("Row {row} and later: a file may hold {MOST} listings."));
            break;
        }
        let Ok(record) = record else {
            left_out.push(format!("Row {row}: cannot be read."));
            continue;
        };
        let listing = listing(&headers, &record);
        match listing.problems().as_slice() {
            [] => listings.push(listing),
            problems => left_out.push(format!("Row {row}: {}", problems.join(" "))),
        }
    }
    Ok((listings, left_out))
}

fn listing(headers: &[String], record: &StringRecord) -> Listing {
    let cell = |name: &str| {
        let at = headers.iter().position(|header| header == name);
        at.and_then(|at| record.get(at)).map(str::trim).unwrap_or_default()
    };
    let number = |name: &str| amount(cell(name));
    let street = match cell("unparsedaddress") {
        "" => [cell("streetnumber"), cell("streetname"), cell("streetsuffix"), cell("unitnumber")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        whole => whole.to_owned(),
    };
    let total = number("bathroomstotaldecimal");
    let full = if cell("bathroomsfull").is_empty() { total / 100 } else { number("bathroomsfull") / 100 };
    let half = if cell("bathroomshalf").is_empty() {
        i64::from(total % 100 >= 50)
    } else {
        number("bathroomshalf") / 100
    };
    let whole = |n: i64| u32::try_from(n).unwrap_or_default();
    Listing {
        address: street,
        city: cell("city").to_owned(),
        state: cell("stateorprovince").to_uppercase(),
        zip: cell("postalcode").to_owned(),
        price_cents: number("listprice"),
        beds: whole(number("bedroomstotal") / 100),
        baths: whole(full),
        half_baths: whole(half),
        sqft: whole(number("livingarea") / 100),
        status: status(cell("standardstatus")),
        description: cell("publicremarks").to_owned(),
        picture: String::new(),
        url: String::new(),
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
    fn another_file_is_refused() {
        assert!(read(b"Name,Phone\nAda,1\n").is_err());
    }
}
