"""What the bot says that is no answer. Vietnamese, as an official would write it."""

START = (
    "Chào bạn! Tôi trả lời câu hỏi về số liệu trong các báo cáo của tỉnh, huyện, xã. "
    "Mỗi con số đều dẫn đúng câu chữ trong báo cáo; báo cáo không nói thì tôi trả lời là không có.\n\n"
    "Hãy gõ câu hỏi như khi nhắn tin, có dấu hay không dấu, tiếng Việt hay tiếng Anh. Ví dụ:\n"
    "• Có bao nhiêu sản phẩm OCOP là của hợp tác xã?\n"
    "• ty le tot nghiep thpt nam 2019\n"
    "• how many enterprises were dissolved?"
)
HELP = (
    "Cách hỏi:\n"
    "• Nêu chỉ tiêu, và nếu cần thì thêm năm, địa phương: “Năm 2019 Bắc Kạn có bao nhiêu hợp tác xã?”\n"
    "• Hỏi tiếp ngắn gọn: “trong đó phi nông nghiệp?”, “còn năm 2018?”\n"
    "• Bấm “📄 Nguồn” để xem cả đoạn báo cáo, con số được đánh dấu.\n\n"
    "Lệnh:\n/start – giới thiệu\n/help – cách hỏi\n/xoadulieu – xóa các câu hỏi của bạn khỏi nhật ký"
)
COMMANDS = (("start", "Giới thiệu"), ("help", "Cách hỏi"), ("xoadulieu", "Xóa các câu hỏi của bạn"))
SOURCE_GONE = "Nguồn này không còn trong chỉ mục đang dùng. Hãy hỏi lại."
NOT_ALLOWED = "Bạn chưa được cấp quyền xem."
BUTTON_UNKNOWN = "Nút này đã cũ. Hãy hỏi lại."
FAILED = "Có lỗi khi trả lời. Câu hỏi chưa được xử lý, xin thử lại sau ít phút."
TEXT_ONLY = "Hiện tôi chỉ đọc câu hỏi dạng chữ. Hãy gõ câu hỏi của bạn."


def erased(count: int) -> str:
    """What /xoadulieu says."""
    return f"Đã xóa {count} câu hỏi của bạn khỏi nhật ký và quên cuộc trò chuyện này."
