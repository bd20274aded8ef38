"""Writing a submission: drafted, revised, put up, answered, with its evidence and what was said of it."""

from base64 import b64decode
from typing import Annotated, Any, Literal

from ninja import Field, Router
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Ref, Sent, wrong
from duly.api.signing.kinds import WRITES, Amount, Reference, Words, known_case, once_each, pence
from duly.api.signing.papers import SUBMISSIONS, Submission
from duly.casework.submissions import actions
from duly.casework.submissions.rules import KINDS, Given, Said
from duly.core.documents.rules.docx import paragraphs_of_docx

router = Router()
PUTS_UP = ("submissions.put_up",)
MOST_DOCUMENT = 10_000_000
MOST_PARAGRAPHS = 2_000
Paragraph = Annotated[int, Field(0, ge=0, le=9999, description="0 for the whole paper.")]
OfTheCase = Annotated[str, Field("", max_length=60)]


class PaperText(Sent):
    """What a submission says: its paragraphs, or a Word document."""

    ask: str = Field(min_length=1, max_length=500, description="What the decision should be.")
    remedy: Amount = "0.00"
    outcome: Literal["", "upheld", "partly upheld", "not upheld", "discontinued"] = Field(
        "", description="What should become of the complaint. A decision that brings no payment must say it before it is put up."
    )
    mp_interest: bool = False
    paragraphs: list[Annotated[str, Field(max_length=20_000)]] = Field([], max_length=MOST_PARAGRAPHS)
    document: str = Field(
        "", max_length=14_000_000, description="A .docx of up to 10 MB, in base64: its text takes the place of the paragraphs."
    )

    def said(self) -> dict[str, Any]:
        """As the room takes it. 422 for a document that cannot be read, or no text at all."""
        text = self._of_document() if self.document else tuple(" ".join(one.split()) for one in self.paragraphs if one.strip())
        if not text:
            raise wrong("body.paragraphs", "Send the text in paragraphs, or a Word document.")
        asked = {"ask": self.ask, "outcome": self.outcome, "mp_interest": self.mp_interest}
        return asked | {"remedy_pence": pence(self.remedy, "body.remedy"), "paragraphs": text}

    def _of_document(self) -> tuple[str, ...]:
        try:
            content = b64decode(self.document, validate=True)
        except ValueError:
            raise wrong("body.document", "This is not base64.") from None
        if len(content) > MOST_DOCUMENT:
            raise wrong("body.document", "The document is larger than 10 MB. Take out its pictures, or send its text.")
        try:
            return paragraphs_of_docx(content)
        except ValueError as error:
            raise wrong("body.document", str(error)) from None


class NewPaper(PaperText):
    """A submission on a case."""

    case: Reference
    kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]  # the kinds of the desk


class AnswerToPoint(Sent):
    """The answer to one point of a return, or to a remark."""

    version: int = Field(0, ge=0, le=9999, description="The version that was returned; 0 for a remark.")
    place: int = Field(ge=1, le=9999)
    words: Words
    paragraph: Paragraph


class AnswersToPoints(Sent):
    """Answers to points and remarks. A later answer stands in place of an earlier one."""

    answers: list[AnswerToPoint] = Field(min_length=1, max_length=100)


class NewEvidence(Sent):
    """A page of the case's post, or of what came with it."""

    title: str = Field(min_length=1, max_length=200)
    source: Reference
    page: int = Field(1, ge=1, le=99_999)
    part: int = Field(0, ge=0, le=9_999, description="The number of the attachment it is a page of, from 1; 0 for the paper itself.")


class PaperWithdrawn(Sent):
    """Why a submission is taken back."""

    because: str = Field(min_length=1, max_length=500)


class OfParty(Sent):
    """What a party said of the draft."""

    from_whom: str = Field(min_length=1, max_length=200)
    words: Words
    paragraph: Paragraph


class NewCircumstances(Sent):
    """What the scheme asks of the case that its text does not say. Null or nothing is what nobody has said."""

    office: OfTheCase
    subject: OfTheCase
    stage: OfTheCase
    formal_interviews: int | None = Field(None, ge=0, le=9999)
    public_interest: bool | None = None
    settled_guidance: bool | None = None
    concerns_members: bool | None = None
    doubt_about_stopping: bool | None = None
    fault_without_injustice: bool | None = None


@offer(router, "POST", "/submissions/new/", gives=Submission, status=201, asks=PUTS_UP, **WRITES)
def draft_submission(request: LetIn, body: NewPaper, key: Key) -> Status[dict[str, Any]]:
    """Draft a submission on a case, from its paragraphs or a Word document."""
    case, said = known_case(body.case), body.said()
    return SUBMISSIONS.made(request, key, lambda: actions.draft(case, kind=body.kind, **said, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/revise/", gives=Submission, asks=PUTS_UP, **WRITES)
def revise_submission(request: LetIn, ref: Ref, body: PaperText, key: Key, seen: Seen) -> dict[str, Any]:
    """Write the next version of its text, whole."""
    said = body.said()
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.revise(ref, **said, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/put-up/", gives=Submission, asks=PUTS_UP, **WRITES)
def put_submission_up(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Put its newest version up for review, for the first time or again after a return whose every point was met."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.put_up(ref, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/withdraw/", gives=Submission, asks=PUTS_UP, **WRITES)
def withdraw_submission(request: LetIn, ref: Ref, body: PaperWithdrawn, key: Key, seen: Seen) -> dict[str, Any]:
    """Take it back before anybody decided it: for whoever wrote it, or has its case."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.withdraw(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/answer/", gives=Submission, asks=PUTS_UP, **WRITES)
def answer_points(request: LetIn, ref: Ref, body: AnswersToPoints, key: Key, seen: Seen) -> dict[str, Any]:
    """Answer points of the last return and what was said of the draft."""
    once_each([(one.version, one.place) for one in body.answers], "body.answers", "Each point or remark is answered once.")
    given = {(one.version, one.place): Given(one.words, one.paragraph) for one in body.answers}
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.answer(ref, answers=given, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/evidence/", gives=Submission, asks=PUTS_UP, **WRITES)
def list_submission_evidence(request: LetIn, ref: Ref, body: NewEvidence, key: Key, seen: Seen) -> dict[str, Any]:
    """Put a page of the case's post in the evidence list, under the next label."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.list_evidence(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/submissions/{ref}/party/", gives=Submission, asks=PUTS_UP, **WRITES)
def write_party_down(request: LetIn, ref: Ref, body: OfParty, key: Key, seen: Seen) -> dict[str, Any]:
    """Write down what a party said of the draft."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.remark(ref, kind="party", **body.model_dump(), by=request.actor))


@offer(router, "POST", "/submissions/{ref}/circumstances/", gives=Submission, asks=(*PUTS_UP, "submissions.review"), **WRITES)
def say_circumstances(request: LetIn, ref: Ref, body: NewCircumstances, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what the scheme asks of the case that its text does not say."""
    said = Said(**body.model_dump())
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.say_circumstances(ref, said=said, by=request.actor))
