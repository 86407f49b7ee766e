//! Invented names.

/// Given names in Latin letters.
const GIVEN: [&str; 40] = [
    "Marisol", "Theo", "Priya", "Owen", "Lucía", "Desmond", "Ingrid", "Rafael", "Noor", "Wesley", "Amara",
    "Joaquín", "Petra", "Calvin", "Renée", "Tomás", "Imani", "Søren", "Beatriz", "Malik", "Hazel", "Émile",
    "Kavya", "Dashiell", "Zofia", "Andrés", "Opal", "Kofi", "Linnea", "Mateo", "Farah", "Clark", "Yesenia",
    "Björn", "Delphine", "Otis", "Anjali", "Ruben", "Şirin", "Pearl",
];

/// Family names in Latin letters. 37 of them, and 40 given names: no pair comes twice among 200.
const FAMILY: [&str; 37] = [
    "Barrow",
    "Castañeda",
    "Delacroix",
    "Eastwick",
    "Fonseca",
    "Greenlaw",
    "Holloway",
    "Iyer",
    "Jaramillo",
    "Kessler",
    "Lindqvist",
    "Montoya",
    "Nakamura",
    "O’Dell",
    "Pemberton",
    "Quintero",
    "Rasmussen",
    "Salgado",
    "Thackeray",
    "Underhill",
    "Villaseñor",
    "Whitlock",
    "Ximénez",
    "Yarbrough",
    "Zielińska",
    "Ashdown",
    "Bello",
    "Crowther",
    "Dvořák",
    "Escobedo",
    "Fairbanks",
    "Gutiérrez",
    "Haddad",
    "Ibarra",
    "Jessup",
    "Kowalczyk",
    "Lozano",
];

/// Names in other scripts, with the part of an address before the `@`.
const OTHER_SCRIPTS: [(&str, &str, &str); 16] = [
    ("美玲", "陳", "meiling.chen"),
    ("健太", "森本", "kenta.morimoto"),
    ("지우", "한", "jiwoo.han"),
    ("Олена", "Бондаренко", "olena.bondarenko"),
    ("Дмитрий", "Лебедев", "d.lebedev"),
    ("Ελένη", "Παππά", "eleni.pappa"),
    ("ليلى", "منصور", "layla.mansour"),
    ("نوال", "الحداد", "nawal.haddad"),
    ("מיכל", "אביב", "michal.aviv"),
    ("अर्जुन", "मेहता", "arjun.mehta"),
    ("สุดา", "วงศ์ทอง", "suda.wongthong"),
    ("Thảo", "Nguyễn", "thao.nguyen"),
    ("Đức", "Phạm", "duc.pham"),
    ("Նարե", "Պետրոսյան", "nare.petrosyan"),
    ("თამარ", "გელაშვილი", "tamar.gelashvili"),
    ("தமிழ்", "செல்வன்", "tamil.selvan"),
];

/// Given name, family name, and the part of the address before the `@`, of the lead with this number.
pub fn person(n: usize) -> (&'static str, &'static str, String) {
    // One in twelve writes in another script, until the table ends.
    if let Some((first, last, local)) = OTHER_SCRIPTS.get(n / 12).filter(|_| n % 12 == 11) {
        return (first, last, (*local).to_owned());
    }
    let (first, last) = (GIVEN[n % GIVEN.len()], FAMILY[n % FAMILY.len()]);
    let local: String = realtoros_domain::contact::fold_name(&format!("{first} {last}"))
        .split_whitespace()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .collect::<Vec<_>>()
        .join(".");
    (first, last, local)
}
