"""Requests under an Act, as people write them: freedom of information, in Scotland too, and one's own data. Part of the first rules, each a default to be changed.

What is noticed is only suggested, and whoever triages accepts it; so the rules would sooner suggest one too many than let a clock of the law run unseen.
What somebody asked of somebody else, what was refused them, and the notices under mails are excused.
"""

from duly.casework.correspondence.rules.watching import Rule

_OF_OTHERS = "council|county|borough|hospital|trust|board|police|school|college|university|landlord|they|he|she|gp|surgery|department"
_DID = "refused|ignored|rejected|answered|lost|declined|delayed|mishandled|acknowledged|withheld|ignore|ignores|refuse|refuses"
_NOTICE = "disclosed|released|disclosure|published|subject|disclosable"
_ASKED = "asked|wrote|applied|requested"
_ASK = "request|requests|requesting|ask|asking|asks|want|wish|like|need|send|provide|supply|let|give|apply|applying|treat|see|entitled|entitlement|require|seek|seeking|demand"
_KEPT = "data|information|records|record|everything|anything|all|what|file|files|papers|documents|notes|details|emails|e-mails"
_WHO = "me|myself|us|him|her|them|my|our|client"


def _excused(*names: str) -> tuple[str, ...]:
    return tuple(
        phrase
        for name in names
        for phrase in (
            f"{_OF_OTHERS} ~ {_DID} ~ {name}",
            f"{_DID} my|our|his|her|their|a|an|the {name}",
            f"{_NOTICE} ~ ~ {name}",
            f"{_ASKED} {_OF_OTHERS} ~ ~ {name}",
            f"{_ASKED} the|my|our {_OF_OTHERS} ~ ~ {name}",
            f"{name} request|requests to the|my {_OF_OTHERS}",
            f"through|via|by|from|after a|an|my|our|the {name} request|requests",
        )
    )


FOISA = Rule(
    "foisa",
    "FOI (Scotland)",
    "blue",
    phrases=(
        *("FOISA", "FOI(S)A", "FOI(Scotland)", "FOI Scotland", "Scottish FOI"),
        *("Freedom of Information (Scotland)", "Freedom of Information Scotland", "Scottish Freedom of Information"),
        *("Scottish Act ~ freedom of information", "Scottish Information Commissioner"),
    ),
    unless=_excused("FOISA", "Freedom of Information (Scotland)", "Scottish Information Commissioner"),
)
FOI = Rule(
    "foi",
    "Freedom of information",
    "blue",
    phrases=("freedom of information", "FOI", "FOIA", "F.O.I", "FOIs", "Environmental Information Regulations", "EIR request"),
    unless=(
        *_excused("freedom of information", "FOI", "FOIA"),
        *(
            "Freedom of Information (Scotland)",
            "Freedom of Information Scotland",
            "Scottish Freedom of Information",
            "FOI(S)A",
            "FOI Scotland",
        ),
        "Scottish Act ~ freedom of information",
    ),
)
SAR = Rule(
    "sar",
    "Own data",
    "blue",
    phrases=(
        *("subject access", "subject-access", "DSAR", "DSARs", "right of access under|to", "data subject request", "access request under"),
        *("Article 15", "Art 15"),
        f"{_KEPT} ~ ~ hold|holds|held|keep|keeps|kept|store|stored|process|processed ~ on|about|concerning|regarding {_WHO}",
        f"{_KEPT} you|your ~ have ~ on|about me|us|my|our client",
        *("have on file about|on me|us|him|her|them", "have on record about|on me|us|him|her|them"),
        "hold|keep|have|kept about|on me|us ~ copy|copies",
        "copy|copies|access ~ ~ my|our|his|her|their personal data|information|file",
        "access|see|copy|copies|inspect ~ to|of|see|inspect my|our|his|her file|records|data|case-file",
        "want|like|wish|ask|asking|request|apply|demand to see|inspect|have my|our|his|her|the case|own|whole|file|records",
        "copy|copies of my|our|his|her|the own|whole|complete|full|entire|case file|records|notes",
        *("entitled to|see my|our|his|her data|information|file|records", "my|our|his|her personal data|information ~ ~ copy|copies"),
        "documents|papers|notes|emails|e-mails|email|e-mail|letters|everything ~ with|bearing|containing|mentioning my|our name|names",
        "in which I|we|he|she am|are|is mentioned|named|referred",
        "recording|recordings ~ of my|our|the ~ call|calls",
        f"{_ASK} ~ ~ under ~ data protection|GDPR",
        "right|rights|entitled|entitlement|exercise|exercising ~ ~ ~ data protection|GDPR|UK-GDPR",
    ),
    exact=("a SAR", "A SAR", "my SAR", "My SAR", "this SAR", "SAR request", "SAR under", "SAR in"),
    unless=(
        *_excused("subject access", "subject-access", "SAR", "DSAR"),
        *(
            "right of access over",
            "right of access to the|our|my|his garden|drive|garage|land|lane|field|house|path|property|rear|road|yard",
        ),
        *(
            "required|require|obliged to process|handle|keep|store ~ ~ ~ data protection|GDPR",
            "enclose|enclosed|attach|attached|attaching|enclosing ~ ~ copy|copies ~ ~ file|records|information|data|notes",
        ),
    ),
)
REQUESTS = (FOISA, SAR, FOI)
"""The most particular first: who names the Scottish Act names freedom of information too."""
