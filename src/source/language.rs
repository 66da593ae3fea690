//! a text → whether it is surely in another language than English, by the words that every text is full of.
//!
//! A text is passed over only on the evidence of another language, never for a lack of English: tables, headlines and
//! lists of names have few such words of any language.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 2 << 10;

/// A text of fewer words is too short to tell.
const FEWEST_WORDS: usize = 20;

/// So many words of other languages must be found.
const FEWEST: usize = 5;

/// So many letters of another script than ours are too many for a name or a quotation, where they are most of all.
const LETTERS: usize = 60;

/// After so many English words, and fewer of other languages, no more is looked at.
const ENOUGH: usize = 6;

/// No word below is longer, in bytes, so that each is one number.
const LONGEST: usize = size_of::<u64>();

/// Words that English texts are full of, and others nearly without.
const ENGLISH: &str = "and are be been but by for from had has have his it its not of or said that the their they this to \
    was were which who will with would";

/// Words that texts in one language or another are full of, and English ones nearly without.
const FOREIGN: &[&str] = &[
    // Spanish, Portuguese, Catalan
    "de la el los las que en por una para del se su como pero fue este esta sus más está también dos das em uma não \
     pelo pela são foi ao seu sua els amb és aquest",
    // French, Italian, Romanian
    "le les des et est du dans qui sur avec sont il aux ont été cette ce sa ses di che della sono dei nel alla gli più \
     è delle dal anche si lo degli negli nella alle hanno să și în cu din care este sunt pentru nu",
    // German, Dutch, Afrikaans
    "der das und ist nicht mit dem ein eine von zu auf für sich auch wird werden nach bei einer aus sind einen zum zur \
     het een van niet zijn op te met voor aan ook naar maar door werd wordt nie vir",
    // Danish, Norwegian, Swedish, Icelandic, Finnish, Estonian
    "og att det som är på av til ikke för inte till ett från fra efter ved och jeg har eller með að ja ei että oli hän \
     mutta myös ovat kui",
    // Polish, Czech, Slovak, Croatian, Slovene, Hungarian, Albanian, Lithuanian, Latvian
    "na się nie jest że jak dla od przez są oraz je který jako jsou ktorý da za koji što kao iz nije će az és hogy nem \
     egy volt csak már të në dhe që një kad iš",
    // Turkish, Indonesian, Tagalog, Vietnamese, Swahili
    "bir bu için ile olarak olan çok daha yang untuk dengan dari pada tidak akan dalam oleh telah dan ini itu kita bisa \
     adalah sudah mereka ang ng mga và của là có các được cho không trong với ya kwa katika",
];

/// Each of these words, and whether it is English.
static WORDS: LazyLock<FxHashMap<u64, bool>> = LazyLock::new(|| {
    let foreign = FOREIGN.iter().flat_map(|words| words.split_whitespace()).map(|word| (word, false));
    let all = foreign.chain(ENGLISH.split_whitespace().map(|word| (word, true)));
    all.map(|(word, is_english)| (number(word.bytes()), is_english)).collect()
});

/// The bytes of a word in one number.
fn number(word: impl Iterator<Item = u8>) -> u64 {
    word.fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// The same of a word with capitals, in small letters.
fn made_small(word: &str) -> Option<u64> {
    if word.is_ascii() {
        let is_large = word.bytes().any(|byte| byte.is_ascii_uppercase());
        return is_large.then(|| number(word.bytes().map(|byte| byte.to_ascii_lowercase())));
    }
    word.contains(char::is_uppercase).then(|| number(word.to_lowercase().bytes()))
}

/// Whether a text is surely in another language than English.
pub(super) fn is_foreign(text: &str) -> bool {
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    let head = &text[..end.unwrap_or(0)];
    is_in_other_words(head) || !head.is_ascii() && is_in_other_letters(head)
}

/// Whether most letters are none of the Latin script.
fn is_in_other_letters(text: &str) -> bool {
    let is_other =
        |letter: &char| *letter >= '\u{370}' && letter.is_alphabetic() && !matches!(letter, '\u{1e00}'..='\u{1eff}');
    let others = text.chars().filter(is_other).count();
    others >= LETTERS && others > text.bytes().filter(u8::is_ascii_alphabetic).count()
}

/// Whether words of other languages are many, and of English few. What is written as a name or as an abbreviation is no
/// such word: Los Angeles, N.A.
fn is_in_other_words(text: &str) -> bool {
    let (mut words, mut english, mut foreign, mut in_capitals) = (0, 0, 0, 0);
    let mut start = 0;
    let known = &*WORDS;
    let parts = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphabetic() && *byte != b'\'';
    for length in text.as_bytes().split(parts).map(<[u8]>::len) {
        let word = &text[start..start + length];
        start += length + 1;
        words += usize::from(!word.is_empty());
        if word.is_empty() || word.len() > LONGEST {
            continue;
        }
        match known.get(&number(word.bytes())) {
            Some(true) => english += 1,
            Some(false) => foreign += 1,
            None => match made_small(word).and_then(|word| known.get(&word)) {
                Some(true) => english += 1,
                Some(false) => in_capitals += 1,
                None => {}
            },
        }
        if english == ENOUGH && english > foreign {
            return false;
        }
    }
    let count = |is_one: fn(&u8) -> bool| text.bytes().filter(is_one).count();
    if in_capitals > 0 && count(u8::is_ascii_uppercase) > count(u8::is_ascii_lowercase) {
        foreign += in_capitals;
    }
    words >= FEWEST_WORDS && foreign >= FEWEST && foreign * 10 >= words && foreign > 2 * english
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One sentence each, of which a text is made by repeating it.
    const OTHERS: &[&str] = &[
        "El gobierno de Japón impuso un arancel a los coches que llegan de la Unión Europea.",
        "O governo do Japão impôs uma tarifa sobre os carros que vêm da União Europeia, e não foi o primeiro.",
        "Le gouvernement a imposé des droits de douane sur les voitures qui viennent du Japon.",
        "Il governo ha imposto un dazio sulle auto che arrivano dal Giappone e della Cina.",
        "Se si guarda agli anni dei primi dazi, chi compra online spende di più, e lo sconto è alto nei negozi.",
        "Guvernul a impus o taxă pentru mașinile care vin din Japonia și nu este prima.",
        "Die Regierung hat einen Zoll auf Autos aus Japan verhängt, und das ist nicht der erste.",
        "De regering heeft een heffing op auto's uit Japan ingesteld, en het is niet de eerste van het jaar.",
        "Regeringen har infört en tull på bilar från Japan och det är inte den första.",
        "Hallitus on asettanut tullin Japanista tuleville autoille, ja se ei ole ensimmäinen, mutta hän kertoi että se oli.",
        "Rząd nałożył cło na samochody z Japonii i nie jest to pierwsze, jak się okazało przez lata.",
        "Vlada je uvela carinu na automobile iz Japana, što nije prva, kao što se zna.",
        "A kormány vámot vetett ki az autókra, és nem ez volt az első, hogy már egy ilyen volt.",
        "Hükümet Japonya'dan gelen otomobiller için bir vergi koydu ve bu ilk olarak çok daha fazla.",
        "Pemerintah mengenakan tarif untuk mobil yang datang dari Jepang, dan tidak akan dicabut oleh mereka.",
        "Kita bisa melihat bahwa mereka sudah membayar bea ini dan itu adalah bea terbesar.",
        "Chính phủ đã áp thuế với ô tô của Nhật Bản và không được các nước trong khu vực.",
        "Правительство Японии ввело пошлину на автомобили из Европейского союза в пятницу.",
        "日本政府は金曜日に欧州連合からの自動車に関税を課した。",
        "فرضت الحكومة اليابانية رسوما جمركية على السيارات القادمة من الاتحاد الأوروبي",
    ];

    #[test]
    fn other_languages_are_told() {
        for sentence in OTHERS {
            assert!(is_foreign(&format!("{sentence} ").repeat(4)), "{sentence}");
            assert!(is_foreign(&format!("{sentence} ").repeat(4).to_uppercase()), "{sentence}");
        }
    }

    #[test]
    fn whatever_may_be_english_is_kept() {
        let names =
            "Los Angeles, Las Vegas, La Paz, El Salvador, Van der Bellen, Le Monde, Des Moines, Rio de Janeiro, ";
        let quoted = "He said it in Spanish, \"que se vayan de la casa\", and they left with their own. ";
        for text in [
            "",
            "Le gouvernement a imposé des droits de douane.",
            "JAPAN IMPOSES TARIFF",
            &"SHR 1.20 DLRS VS 0.80 DLRS NET 12.4 MLN VS 8.1 MLN REVS 410.2 MLN VS 388.0 MLN ".repeat(9),
            &format!("{names} and 45 others were named. ").repeat(3),
            &quoted.repeat(5),
            &"JERICHO, N.Y., March 27 - Shr NA vs NA, Net loss 425,000 vs profit 278,000. ".repeat(3),
            &"THE UNITED STATES AND JAPAN AGREED TO LIFT TARIFFS ON CARS. ".repeat(5),
            "日本政府 and Правительство said so in Tokyo.",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }
}
