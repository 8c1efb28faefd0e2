"""A document of each kind, as an app above would fill it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from cauhien.documents.documents import (
    Article,
    Envelope,
    Issuer,
    Items,
    Measure,
    Meeting,
    OpenedFile,
    Paragraph,
    Ranked,
    ReceivedFile,
    Result,
    Score,
    Section,
    Signature,
    acceptance_minutes,
    brief,
    certificate,
    contributions,
    council_minutes,
    decision,
    invitation,
    meeting_minutes,
    opening_minutes,
    receipt,
    result_notice,
    score_sheet,
    self_check,
    submission,
)
from cauhien.documents.states import Authority, Kind

AT = datetime(2026, 2, 5, 3, 0, tzinfo=UTC)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PROBLEM = "Giảm ùn tắc giờ cao điểm trên hành lang đường Nguyễn Trãi"
MEETING = Meeting(
    starts_at=datetime(2026, 2, 5, 2, 0, tzinfo=UTC),
    ends_at=datetime(2026, 2, 5, 4, 30, tzinfo=UTC),
    place="Phòng họp số 2, trụ sở Sở Khoa học và Công nghệ",
    chair="Chủ tịch hội đồng",
    secretary="Thư ký khoa học",
    present=("Ủy viên phản biện thứ nhất", "Ủy viên phản biện thứ hai", "Ủy viên"),
    absent=("Ủy viên (có phiếu nhận xét gửi trước)",),
)


def an_envelope(**said):
    issuer = Issuer("Sở Khoa học và Công nghệ", "SKHCN", "Ủy ban nhân dân thành phố Hà Nội")
    return Envelope(
        **{
            "issuer": issuer,
            "place": "Hà Nội",
            "on": date(2026, 2, 5),
            "signatures": (Signature("Giám đốc", "Người ký", "Phó Giám đốc", Authority.DEPUTY),),
            "recipients": ("Như trên", "Ủy ban nhân dân Thành phố (để báo cáo)"),
            "archive": "VT, QLKH",
        }
        | said
    )


def a_text(kind=Kind.SUBMISSION, **said):
    """Return a document of a kind; said goes into its envelope."""
    return MAKERS[kind](an_envelope(**said))


def _submission(envelope):
    blocks = (
        Section("1. Sự cần thiết"),
        Paragraph("Tốc độ xe giờ cao điểm trên hành lang chỉ còn 14,2 km/h."),
        Items(("Đã điều chỉnh chu kỳ đèn tại 6 nút", "Đã cấm rẽ trái tại 2 nút")),
    )
    return submission(
        envelope,
        about=f"Về việc đặt hàng giải pháp “{PROBLEM}”",
        to=["Ủy ban nhân dân thành phố Hà Nội"],
        blocks=blocks,
        request="Sở Khoa học và Công nghệ kính trình Ủy ban nhân dân Thành phố xem xét, quyết định",
    )


def _decision(envelope):
    return decision(
        replace(envelope, recipients=envelope.recipients[1:]),
        about=f"Về việc lựa chọn giải pháp cho bài toán “{PROBLEM}”",
        authority="Giám đốc Sở Khoa học và Công nghệ",
        bases=[
            "Căn cứ chức năng, nhiệm vụ của Sở",
            "Theo đề nghị của Trưởng phòng Quản lý khoa học",
        ],
        articles=[
            "Lựa chọn giải pháp “Điều khiển đèn tín hiệu thích ứng” để thí điểm.",
            Article(
                "Phòng Quản lý khoa học có trách nhiệm:", ("Thông báo kết quả", "Lập kế hoạch đo")
            ),
            "Quyết định này có hiệu lực kể từ ngày ký.",
        ],
        carried_out_by="Phòng Quản lý khoa học và các đơn vị có liên quan",
    )


def _invitation(envelope):
    guests = ["Các thành viên hội đồng", "Đại diện Sở Xây dựng"]
    about = "phiên họp hội đồng đánh giá sáng kiến"
    return invitation(envelope, about=about, guests=guests, meeting=MEETING)


def _opening(envelope):
    found = OpenedFile("k7d2mq9x", "Đèn thích ứng", "04/02/2026 16:58", HASH, "Nguyên vẹn")
    return opening_minutes(
        envelope,
        about=f"Mở hồ sơ tham gia bài toán “{PROBLEM}”",
        meeting=MEETING,
        files=[found, found],
        remarks=["Không có"],
        procedure="Hai người cùng mở niêm phong, đối chiếu mã băm của từng hồ sơ.",
    )


def _council(envelope):
    ranking = [
        Ranked("1–2", "Đèn thích ứng", "82,5", "6/7", "Đề nghị chọn"),
        Ranked("1–2", "Phân làn đảo chiều", "80,1", "5/7", "Dự phòng"),
    ]
    return council_minutes(
        envelope,
        about=f"Họp hội đồng đánh giá bài toán “{PROBLEM}”",
        meeting=MEETING,
        proceedings=(Paragraph("Hội đồng nghe hai phản biện và thảo luận."),),
        ranking=ranking,
        conclusions=["Đề nghị chọn một sáng kiến", "Một ý kiến bảo lưu"],
    )


def _met(envelope):
    return meeting_minutes(
        envelope,
        about="Cuộc họp “Đèn thích ứng tại nút năm nhánh”",
        meeting=MEETING,
        proceedings=(Section("Hiện trạng"), Paragraph("Đã nghe báo cáo.")),
        conclusions=["Đo lưu lượng trước ngày 01/12"],
    )


def _sheet(envelope):
    return score_sheet(
        envelope,
        about="Đánh giá sáng kiến",
        facts=[("Người đánh giá", "Ủy viên phản biện"), ("Xung đột lợi ích", "Không có")],
        scores=[
            Score("Tính mới", "30", "25", "Có so sánh với đèn cố định"),
            Score("Hiệu quả", "70", "60", ""),
        ],
        total=("100", "85"),
        comment="Đề nghị chọn.",
    )


def _result(envelope):
    results = [
        Result("k7d2mq9x", "Đèn thích ứng", "Nhóm A", "Được chọn", reason="Đạt mọi tiêu chí")
    ]
    return result_notice(
        envelope,
        about=f"Kết quả bài toán “{PROBLEM}”",
        opening="Sở Khoa học và Công nghệ thông báo kết quả như sau:",
        results=results,
        review="Đề nghị xem xét lại được nhận đến hết ngày 12/02/2026",
    )


def _acceptance(envelope):
    measure = Measure(
        "Tốc độ trung bình giờ cao điểm (km/h)", "14,2", "18", "17,6 (16,9–18,3)", "Chưa đạt"
    )
    return acceptance_minutes(
        envelope,
        about="Nghiệm thu thí điểm đèn tín hiệu thích ứng",
        meeting=MEETING,
        measures=[measure],
        conclusions=["Kéo dài thí điểm 3 tháng"],
    )


def _certificate(envelope):
    return certificate(
        envelope,
        about="Kết quả thí điểm",
        holder="Nhóm Đèn thích ứng",
        statement="Đã hoàn thành thí điểm và đạt mục tiêu đã cam kết.",
        facts=[("Bài toán", PROBLEM)],
    )


def _receipt(envelope):
    return receipt(
        envelope,
        about="Hồ sơ sáng kiến",
        sender="Nhóm Đèn thích ứng",
        facts=[("Số hồ sơ", "k7d2mq9x"), ("Thời điểm nhận", "16:58:03 ngày 04/02/2026")],
        files=[ReceivedFile("thuyet-minh.pdf", "1,2 MB", HASH)],
        note="Biên nhận có thể kiểm tra trên trang công khai.",
    )


def _brief(envelope):
    blocks = (Section("Bài toán tồn đọng (1 trong 4)"), Items((f"{PROBLEM} (chờ ký)",)))
    return brief(envelope, about="Về việc đang chờ", blocks=blocks, note="Không có chữ ký.")


def _self_check(envelope):
    blocks = (Section("Bạn có thể đủ điều kiện"), Items(("Miễn thuế 5 năm",)))
    return self_check(envelope, about="Về các chính sách phù hợp", blocks=blocks)


def _contributions(envelope):
    facts = (("Hồ sơ đã đánh giá", "3 (24/11/2026)"),)
    said = "Do hệ thống đếm, không có chữ ký."
    return contributions(
        envelope, about="Về đóng góp", holder="Trần Thị Hoa", statement=said, facts=facts
    )


MAKERS = {
    Kind.SUBMISSION: _submission,
    Kind.DECISION: _decision,
    Kind.INVITATION: _invitation,
    Kind.OPENING_MINUTES: _opening,
    Kind.COUNCIL_MINUTES: _council,
    Kind.MEETING_MINUTES: _met,
    Kind.SCORE_SHEET: _sheet,
    Kind.RESULT_NOTICE: _result,
    Kind.ACCEPTANCE_MINUTES: _acceptance,
    Kind.CERTIFICATE: _certificate,
    Kind.RECEIPT: _receipt,
    Kind.BRIEF: _brief,
    Kind.ELIGIBILITY: _self_check,
    Kind.CONTRIBUTIONS: _contributions,
}
TWO = (Signature("Thư ký", "Người ghi biên bản"), Signature("Chủ trì", "Người chủ trì"))
