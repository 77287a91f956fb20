"""What the handlers need of the rest: answers, sources, the question log. Runs the core off the event loop."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.answering.answerer import Answerer, refuse
from bot.answering.conversation import Conversations
from bot.answering.errors import QuestionError
from bot.answering.records import Answer
from bot.channels.telegram.access import Access
from bot.pseudonyms import pseudonym
from index.records import StoredPassage
from index.store import Store

_CHANNEL = "telegram"


@dataclass
class Service:
    """The answering core as the Telegram handlers see it; one question is worked on at a time."""

    answerer: Answerer
    store: Store
    conversations: Conversations
    access: Access
    key: bytes
    keep_days: int
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, question: str, chat_id: int, user_id: int) -> Answer:
        """The answer to a question; one that cannot be read is answered with what to do. Raises StoreError."""
        async with self._lock:
            try:
                answer = await asyncio.to_thread(self.answerer.ask, question, self._chat(chat_id, user_id))
            except QuestionError as error:
                answer = refuse(question, error)
            await asyncio.to_thread(self._log, question, user_id, answer)
            return answer

    async def passage(self, passage_id: int) -> StoredPassage | None:
        """A passage of the live version by id, None where it is gone."""
        return await asyncio.to_thread(self.store.live_passage, passage_id)

    async def erase(self, chat_id: int, user_id: int) -> int:
        """Forget a person: their logged questions and the context of this chat. How many questions there were."""
        self.conversations.forget(self._chat(chat_id, user_id))
        return await asyncio.to_thread(self.store.erase_person, pseudonym(self.key, _CHANNEL, user_id))

    def _chat(self, chat_id: int, user_id: int) -> str:
        """The context of a person in a chat: in a group, one person's follow-up is not about another's question."""
        return f"{_CHANNEL}:{chat_id}:{user_id}"

    def _log(self, question: str, user_id: int, answer: Answer) -> None:
        if not self.keep_days:
            return
        self.store.expire_questions(datetime.now(UTC) - timedelta(days=self.keep_days))
        person = pseudonym(self.key, _CHANNEL, user_id)
        self.store.log_question(_CHANNEL, person, question[:2000], answer.status.value, answer.elapsed_ms)
