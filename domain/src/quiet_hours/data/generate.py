#!/usr/bin/env python3
"""Writes phone.txt and zip.txt beside this file.

    pip install phonenumbers==9.0.43 zipcodes==3.0.0 && python generate.py

Both tables are ranges: a row holds from its key up to the key of the next row. Rows are sorted, so that one
binary search answers. Columns: key | state | time zones (America/ is left out); an empty column is unknown.
"""
import collections
from pathlib import Path

import phonenumbers
import zipcodes
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.tzdata import TIMEZONE_DATA

STATES = dict(line.split("=") for line in """\
Alabama=AL,Alaska=AK,Arizona=AZ,Arkansas=AR,California=CA,Colorado=CO,Connecticut=CT,Delaware=DE,Florida=FL
Georgia=GA,Hawaii=HI,Idaho=ID,Illinois=IL,Indiana=IN,Iowa=IA,Kansas=KS,Kentucky=KY,Louisiana=LA,Maine=ME
Maryland=MD,Massachusetts=MA,Michigan=MI,Minnesota=MN,Mississippi=MS,Missouri=MO,Montana=MT,Nebraska=NE
Nevada=NV,New Hampshire=NH,New Jersey=NJ,New Mexico=NM,New York=NY,North Carolina=NC,North Dakota=ND,Ohio=OH
Oklahoma=OK,Oregon=OR,Pennsylvania=PA,Rhode Island=RI,South Carolina=SC,South Dakota=SD,Tennessee=TN,Texas=TX
Utah=UT,Vermont=VT,Virginia=VA,Washington=WA,Washington D.C.=DC,West Virginia=WV,Wisconsin=WI,Wyoming=WY
Puerto Rico=PR,Guam=GU,American Samoa=AS""".replace("\n", ",").split(","))
# Territories that libphonenumber treats as countries of their own.
TERRITORIES = {"787": "PR", "939": "PR", "671": "GU", "670": "MP", "684": "AS", "340": "VI"}
OVERLAYS = {"564": "WA"}  # no place names in the source yet
# Area codes of mobile numbers whose exchange does not tell on which side of a zone border they are.
UNDECIDED = {"1928": ("America/Denver", "America/Phoenix")}  # northern Arizona: the Navajo Nation moves its clocks

# Where the ZIP source contradicts 49 CFR part 71 or local practice (two zones: both are in use there).
CORRECTIONS = {
    "37338": "America/New_York", "37405": "America/New_York",  # Rhea and Hamilton counties, TN: Eastern
    "42633": "America/New_York",  # Wayne County, KY: Eastern since 2000
    "67857": "America/Denver",  # Hamilton County, KS: Mountain
    "79942": "America/Denver",  # El Paso, TX
    "83522": "America/Los_Angeles",  # Cottonwood, ID: north of the Salmon River
    "86003": "America/Phoenix", "86040": "America/Phoenix",  # Flagstaff, Page: outside the Navajo Nation
    "86045": "America/Denver",  # Tuba City: Navajo Nation
    "86016": "America/Denver America/Phoenix", "86502": "America/Denver America/Phoenix",  # edge of the Navajo Nation
    "86512": "America/Denver America/Phoenix",
    "89825": "America/Denver America/Los_Angeles", "89883": "America/Denver",  # Jackpot, West Wendover, NV
    "99634": "America/Anchorage",  # Napakiak, AK: the source has the town's name in the column
}


def state_of_area_code(code):
    """The state that most of libphonenumber's place names under an area code lie in."""
    if by_hand := (TERRITORIES | OVERLAYS).get(code):
        return by_hand
    found = collections.Counter()
    for prefix, names in GEOCODE_DATA.items():
        if prefix.startswith("1" + code):
            name = names.get("en", "")
            tail = name.rsplit(", ", 1)[-1]
            found[STATES.get(name) or (tail if tail in STATES.values() else "")] += 1
    return found.most_common(1)[0][0] if found else ""


def phone_rows():
    """North American numbers by their first seven digits (1, area code, exchange)."""
    known = {k: v for k, v in TIMEZONE_DATA.items() if k.startswith("1") and k != "1"}  # "1" alone is 42 zones: unknown
    known |= UNDECIDED
    states = {str(code): state_of_area_code(str(code)) for code in range(200, 1000)}
    for number in range(1_200_000, 2_000_000):
        key = str(number)
        prefix = next((key[:n] for n in range(7, 3, -1) if key[:n] in known), None)
        yield key, states[key[1:4]], " ".join(known[prefix]) if prefix else ""


def zip_rows():
    """ZIP codes. A code that is not assigned is taken to lie where the one before it does, within its three digits."""
    known = {z["zip_code"]: (z["state"], CORRECTIONS.get(z["zip_code"], z["timezone"]))
             for z in zipcodes.list_all() if not z["zip_code"].startswith("09")}  # 09: military mail abroad
    last = ("", "")
    for number in range(100_000):
        key = f"{number:05}"
        if key.endswith("00"):  # the first assigned code speaks for the unassigned ones before it
            last = next((known[k] for n in range(100) if (k := f"{number + n:05}") in known), ("", ""))
        last = known.get(key, last)
        yield key, *(last if last[1] else ("", ""))


def write(name, rows, header):
    lines, last = [], None
    for key, state, zones in rows:
        if (state, zones) != last:
            lines.append(f"{key}|{state}|{zones.replace('America/', '')}")
            last = (state, zones)
    text = "".join(f"# {line}\n" for line in header) + "\n".join(lines) + "\n"
    (Path(__file__).parent / name).write_text(text, encoding="ascii")


APACHE = ["Licensed under the Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0"]
MIT = """\
The MIT License. Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction, including without
limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software,
and to permit persons to whom the Software is furnished to do so, subject to the following conditions:
The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED
TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT
OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""
SHAPE = ["Generated by generate.py. first key of the range | state | candidate time zones, in America unless said; empty is unknown."]

write("phone.txt", phone_rows(), SHAPE + [
    f"Source: libphonenumber resources/timezones/map_data.txt and geocoding/en, from PyPI phonenumbers {phonenumbers.__version__}.",
    "Copyright (C) 2011-2026 The Libphonenumber Authors.", *APACHE])
write("zip.txt", zip_rows(), SHAPE + [
    "Source: PyPI zipcodes 3.0.0 (unitedstateszipcodes.org, USPS ZIP Locale Detail), corrected as said in generate.py.",
    "Copyright (c) Sean Pianka.", *MIT.splitlines()])
