"""A mail that tells what became of another: the report of a mail server that it could not deliver, or that it is still trying (RFC 3464). Pure."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

LONGEST = 300


@dataclass(frozen=True)
class Report:
    """What a mail server says of a mail of ours: its Message-ID, whom it was for, and why in the server's own words. `failed` is whether it gave up."""

    message_id: str
    recipient: str
    words: str
    failed: bool


def report_in(content: bytes) -> Report | None:
    """The report that a mail is, or None. One that names no mail says nothing that could be tied to a letter."""
    mail = message_from_bytes(content, policy=policy.compat32)
    if mail.get_content_type() != "multipart/report" or str(mail.get_param("report-type", "")).lower() != "delivery-status":
        return None
    parts = list(mail.walk())
    told = [field for part in parts if part.get_content_type() == "message/delivery-status" for field in _blocks(part)]
    acts = [one for one in told if one.get("Action")]
    message_id = next((found for part in parts if (found := _original(part))), "")
    if not acts or not message_id:
        return None
    act = next((one for one in acts if _said(one, "Action").lower() == "failed"), acts[0])
    failed = _said(act, "Action").lower() == "failed"
    if not failed and _said(act, "Action").lower() != "delayed":
        return None
    words = _said(act, "Diagnostic-Code").partition(";")[2].strip() or _said(act, "Status") or "no reason is given"
    return Report(message_id, _said(act, "Final-Recipient").partition(";")[2].strip(), words[:LONGEST], failed)


def _blocks(part: Message) -> list[Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _original(part: Message) -> str:
    """The Message-ID of the mail that came back, where this part is that mail or its headers."""
    if part.get_content_type() == "message/rfc822":
        held = part.get_payload()
        return _said(held[0], "Message-ID") if isinstance(held, list) and held and isinstance(held[0], Message) else ""
    if part.get_content_type() == "text/rfc822-headers":
        raw = part.get_payload(decode=True)
        return _said(message_from_bytes(raw if isinstance(raw, bytes) else b"", policy=policy.compat32), "Message-ID")
    return ""


def _said(told: Message, name: str) -> str:
    return " ".join(str(told.get(name, "")).split())
