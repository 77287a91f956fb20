"""What can be wrong with a question.

QuestionError
├── EmptyQuestion      no word in it
├── QuestionTooLong    over the limit
└── UncitedNumber      the number gate refused an answer (a defect of ours, never sent)
"""


class QuestionError(Exception):
    """Base of every error of the answering core; the message is a Vietnamese sentence for the person."""


class EmptyQuestion(QuestionError):
    """There is no word in the question."""

    def __init__(self) -> None:
        super().__init__("Câu hỏi chưa có nội dung. Hãy gõ điều bạn muốn biết, ví dụ: Có bao nhiêu hợp tác xã?")


class QuestionTooLong(QuestionError):
    """Over the limit of characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"Câu hỏi dài {length} ký tự, quá giới hạn {limit} ký tự. Hãy hỏi ngắn gọn từng điều một.")


class UncitedNumber(QuestionError):
    """A number of an answer stands in none of its citations."""

    def __init__(self, number: str) -> None:
        super().__init__(f"số {number} không có trong nguồn được trích dẫn")
