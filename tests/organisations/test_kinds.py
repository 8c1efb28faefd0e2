"""What kind of organisation a name tells, and when it tells none."""

import pytest

from cauhien.organisations.actions.kinds import kind_of_name
from tests.factories import an_organisation


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("company", ["Công ty CP Bóng đèn Rạng Đông", "Tập đoàn FPT", "HTX Đồng Tâm", "Seoul Ltd"]),
        ("education", ["Trường Đại học Xây dựng", "Học viện Kỹ thuật Quân sự", "Khoa Hóa học",
                       "Viện Đại học Mở", "Peking University", "Universität Trier", "TU Delft",
                       "École Polytechnique", "Berner Fachhochschule", "Imperial College London",
                       "Georgia Institute of Technology", "Royal Veterinary College"]),
        ("research", ["Viện Cơ học", "Trung tâm Nghiên cứu Dê và Thỏ", "Phân viện Thú y",
                      "Phòng thí nghiệm trọng điểm Công nghệ gen", "Broad Institute",
                      "Laboratoire d'Informatique", "Chinese Academy of Sciences"]),
        ("government", ["Sở Y tế Hà Nội", "Bộ Xây dựng", "Tổng cục Môi trường", "Văn phòng Bộ Y tế",
                        "Ban Quản lý đường sắt", "Trung tâm Kiểm soát bệnh tật Hà Nội",
                        "Ministry of Health", "Thành phố Hà Nội"]),
        ("healthcare", ["Bệnh viện Bạch Mai", "Royal Free Hospital", "University Hospital Bonn"]),
        ("funder", ["Quỹ Đổi mới công nghệ", "Medical Research Council", "VNU Development Fund"]),
        ("association", ["Hội Cấp thoát nước", "Hiệp hội Nước sạch", "Liên hiệp các hội khoa học",
                         "Radio and Electronics Association"]),
        ("archive", ["Bảo tàng Mỹ thuật", "Thư viện Quốc gia", "British Library"]),
        ("support", ["Vườn ươm doanh nghiệp", "Trung tâm Đổi mới sáng tạo"]),
        ("other", ["Trung tâm Hải văn", "UN-Habitat", "Khu công nghiệp Nội Bài", "Khoa học", "Sơn",
                   "Luxembourg Institute of Science and Technology", "National Research Council"
                   " Canada", "Boston", "Baidu (China)", "Quyết Tiến"]),
    ],
)  # fmt: skip
def test_a_name_tells_its_kind_by_its_head_words_or_none(kind, names):
    assert {name: str(kind_of_name(name)) for name in names} == dict.fromkeys(names, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Baidu (China)", "company"),
        ("Xiaohongshu (Little Red Book) (China)", "company"),
        ("IBM Research (United States)", "company"),
        ("Radio and Electronics Association of Vietnam (REV)", "association"),
    ],
)
def test_the_register_writes_the_country_behind_the_name_of_a_firm(name, kind):
    assert kind_of_name(name, is_registered=True) == kind


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("vi", "suy từ tên gọi"), ("en", "by its name; no source says it")]
)
def test_the_page_says_where_the_kind_is_told_by_the_name_alone(client, language, words):
    client.cookies["django_language"] = language
    told, said = an_organisation(), an_organisation(kind_printed="facility")

    pages = [client.get(f"/organisations/{row.code}/").content.decode() for row in (told, said)]

    assert [words in page for page in pages] == [True, False]
