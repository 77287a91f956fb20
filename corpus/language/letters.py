"""Character classes of the Vietnamese alphabet for regular expressions (À-Ỹ as a range mixes the cases)."""

_ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
LOWER = _ALPHABET
UPPER = _ALPHABET.upper()
