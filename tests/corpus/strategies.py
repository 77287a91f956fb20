"""What the property tests draw from: numbers, Vietnamese-looking text, damaged report text; all deterministic."""

from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# The same examples on every machine; the first of them pays for pyvi's import.
settled = settings(
    deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
few = settings(settled, max_examples=25)

decimals = st.decimals(min_value=0, max_value=Decimal(10) ** 13, places=3) | st.integers(0, 10**13).map(Decimal)

_WORDS = (
    "năm 2019,",
    "đến ngày 16/9/2019",
    "quý III/2019",
    "giai đoạn 2016-2020",
    "tỉnh Bắc Kạn",
    "huyện Ba Bể",
    "Quyết định số 664/QĐ-UBND",
    "có",
    "đạt",
    "tăng",
    "giảm",
    "so với cùng kỳ",
    "trong đó",
    "gồm:",
    "1.752,5",
    "30/37",
    "88,84%",
    "1 tỷ 850 triệu đồng",
    "hơn",
    "gần",
    "12 hộ",
    "hợp tác xã",
    "sản phẩm",
    "kế hoạch",
    "hoà",
    "thuỷ",
    "(",
    ")",
    ";",
    ":",
    ".",
    ",",
    "-",
    "–",
    "\n",
    "\n\n",
    "1.",
    "a)",
    "I.",
    "PHẦN MỘT",
    "ông Nguyễn Văn An",
    "https://a.gov.vn/b",
    "10m3",
    "Ð",
    "e\u0323\u0302",
)
_PIECES = st.sampled_from(_WORDS) | st.text(max_size=4)

vietnamese = st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join)
mutated = st.tuples(st.lists(_PIECES, max_size=25), st.sampled_from(["", " "])).map(
    lambda pair: pair[1].join(pair[0])
)
texts = vietnamese | mutated | st.text(max_size=80)
syllables = st.text("aàáảãạăằâầeèêềệiìíoòóọôồơờuùúụưừyỳýbcdđghklmnpqrstvxHOÀ", min_size=1, max_size=7)
