"""Every component in every state, with invented people and figures that add up. For looking at, and for the tests."""

from __future__ import annotations

from typing import Any

from duly.ui.charts import Bar, Share, of_bars, of_shares
from duly.ui.fields import Fault
from duly.ui.frame import (
    Action,
    Cell,
    Check,
    Choice,
    Column,
    Facet,
    FacetGroup,
    Fact,
    Frame,
    Happening,
    Link,
    ListGroup,
    ListItem,
    Message,
    NavItem,
    Pager,
    ParkedPage,
    Progress,
    Row,
    Stage,
    Step,
    Table,
    Tag,
)

PRACTICE = "Practice copy: it can never issue a payment"

COUNCIL_NAV = (
    NavItem("Home", "#home"),
    NavItem("Runs", "#runs", 2),
    NavItem("Exceptions", "#exceptions", 62, hot=True),
    NavItem("Providers", "#providers"),
    NavItem("Packages", "#packages"),
    NavItem("Rates", "#rates"),
    NavItem("Invoices", "#invoices"),
    NavItem("Queries", "#queries", 11),
    NavItem("Recoveries", "#recoveries", 4),
    NavItem("Reports", "#reports"),
)
OFFICE_NAV = (
    NavItem("Home", "#home"),
    NavItem("Post", "#post", 14, hot=True),
    NavItem("Cases", "#cases"),
    NavItem("Submissions", "#submissions", 6),
    NavItem("Reviews", "#reviews", 9),
    NavItem("Letters", "#letters", 3),
    NavItem("Meetings", "#meetings"),
    NavItem("Learning", "#learning"),
    NavItem("Reports", "#reports"),
)
FORMATS = (Link("CSV", "?format=csv"), Link("JSON", "?format=json"))


WEEKS = tuple(
    Bar(label, value, mark, strong=label == "2 Nov")
    for label, value, mark in (
        ("10 Aug", 40.5, 41.0),
        ("17 Aug", 41.2, 41.6),
        ("24 Aug", 39.4, 39.9),
        ("31 Aug", 42.0, 42.2),
        ("7 Sep", 40.8, 41.1),
        ("14 Sep", 40.2, 40.6),
        ("21 Sep", 42.4, 43.0),
        ("28 Sep", 41.6, 42.1),
        ("5 Oct", 42.1, 42.8),
        ("12 Oct", 40.9, 41.2),
        ("19 Oct", 40.3, 43.0),
        ("26 Oct", 40.1, 41.6),
        ("2 Nov", 39.1, 46.1),
    )
)
SHARES = (
    Share("Due Fri 13 Nov", "£39,117.99", 3911799),
    Share("With us to decide", "£8,498.92", 849892),
    Share("Waiting for Larkfield", "£5,236.88", 523688),
)

DONE = Progress("Checking 2,000 lines", 2000, 2000, finished=True, next=Link("See the exceptions", "#exceptions"))
"""What work in progress answers once it is finished."""


def pages(theme: str = "", density: str = "compact") -> dict[str, tuple[str, dict[str, Any]]]:
    """Each page of the gallery: its name, its template and what the template is given."""
    return {
        "components": ("ui/gallery.html", _components(theme, density)),
        "exceptions": ("ui/gallery_exceptions.html", _exceptions(theme, density)),
        "post": ("ui/gallery_post.html", _post(theme, density)),
    }


def _components(theme: str, density: str) -> dict[str, Any]:
    return {
        "frame": Frame(
            "Every component, in every state",
            "Northmere Council",
            section="Runs",
            nav=COUNCIL_NAV,
            who="Tom Ashby",
            post="Payments Officer",
            sub="Invented people and figures",
            tag=Tag("In review by you", "amber"),
            crumbs=(Link("Runs", "#runs"), Link("HC-2026-W45", "#run")),
            actions=(Action("Position statement", "#position", key="p"), Action("Approve", tone="go", form="decide")),
            formats=FORMATS,
            messages=(
                Message("Run HC-2026-W45 is prepared. J Bright can approve it.", "green", Link("Open the run", "#run")),
                Message(
                    "2 of 20 lines were not decided: someone else decided them first.",
                    "red",
                    Link("See which", "#which"),
                ),
            ),
            banner=PRACTICE,
            parked=ParkedPage("HC-2026-W45", 1),
            alerts=2,
            theme=theme,
            density=density,
        ),
        "facts": (
            Fact("We owe Larkfield", "£52,853.79", "5 invoices, 17 lines in question", url="#owed"),
            Fact("Due Fri 13 Nov", "£39,117.99", "once the run is approved", "green"),
            Fact("With us to decide", "£8,498.92", "13 lines, oldest 6 days"),
            Fact("Waiting for Larkfield", "£5,236.88", "4 lines, oldest 12 days", "red"),
            Fact("Exceptions decided", note="Run locks Wed 11 Nov, 4pm", meter=(19, 81)),
        ),
        "table": Table(
            "Unpaid invoices of Larkfield Care",
            (
                Column("Invoice", sort_url="?sort=invoice"),
                Column("Care delivered"),
                Column("£", "number", sort_url="?sort=amount", sorted="descending"),
                Column("State"),
                Column("Why", "wrap"),
                Column("By"),
            ),
            (
                Row(
                    (
                        Cell("LC-77120", "#a", ref=True),
                        "2 to 8 Nov",
                        Cell("39,117.99", strong=True),
                        Cell("Due 13 Nov", tone="green", tag=True),
                        "Matched, 171 lines",
                        "Fri 13 Nov",
                    ),
                    ref="1",
                ),
                Row(
                    (
                        Cell("LC-76988", "#b", ref=True),
                        "26 Oct to 1 Nov",
                        Cell("8,498.92", strong=True),
                        Cell("To decide", tone="amber", tag=True),
                        Cell("No variation from the practitioner", note="13 lines"),
                        "Wed 11 Nov",
                    ),
                    ref="2",
                    selected=True,
                    ticked=True,
                ),
                Row(
                    (
                        Cell("LC-76702", "#c", ref=True),
                        "12 to 18 Oct",
                        Cell("5,236.88", strong=True, tone="red"),
                        Cell("Held", tone="red", tag=True),
                        "No visit log",
                        "Asked 28 Oct",
                    ),
                    ref="3",
                ),
            ),
            foot=("Total", "", "52,853.79", "", "", ""),
            ticks="line",
        ),
        "empty_table": Table(
            "Exceptions left",
            (Column("Person"),),
            empty="No exceptions left. The run can go to J Bright to approve.",
            empty_next=Link("Prepare the run", "#prepare"),
        ),
        "pager": Pager("1 to 50 of 1,942", later_url="?after=50"),
        "steps": (
            Step("Imported", "done"),
            Step("Validated", "done"),
            Step("Exceptions", "now"),
            Step("Approve"),
            Step("BACS file"),
        ),
        "facets": (
            FacetGroup(
                "Why stopped",
                (
                    Facet("All", "#1", 62, "£5,893", current=True),
                    Facet("Hours over agreed", "#2", 26, "£1,748"),
                    Facet("Possible duplicate", "#3", 3, "£1,553"),
                ),
                note="variance",
            ),
            FacetGroup("Provider", (Facet("Brightwell Support", "#4", 17), Facet("Larkfield Care", "#5", 11))),
        ),
        "pairs": (
            ("Case", Link("PSO-2025-03319", "#case")),
            ("State", Tag("Closed", "plain")),
            ("Owner", "Customer Care, J Adeyemi"),
            ("Time limit", Cell("Sat 14 Nov", tone="red", strong=True, note="5 days left")),
        ),
        "sum": (
            ("Larkfield’s figure", "£62,514.34"),
            (Link("Less refused with a reason, 9 lines", "#refused"), "−£6,412.75"),
            ("Less returned, no order number", "−£3,247.80"),
            ("We owe", "£52,853.79"),
        ),
        "chain": (
            Stage("Prepared", "J Whitcombe, Operations", "Fri 6 Nov, 4:12pm", "done"),
            Stage("Review: you", "", "Due today, 5pm", "now"),
            Stage("Signs: Ombudsman", "", "Wed 11 Nov, noon"),
        ),
        "happenings": (
            Happening("10:51am", "Statement asked for by R Ellwood", "Chief Executive’s office, by phone", "#event"),
            Happening("9:12am", "Larkfield phoned", "“Cannot pay staff on Friday.” Logged by T Ashby"),
            Happening("Fri 6 Nov", "Payment £40,118.06 confirmed by the bank"),
        ),
        "checks": (
            Check(
                "£1,500 at 43 and in the letter; £1,250 in the summary.",
                "failed",
                "Remedy is not the same everywhere.",
                Link("Go to it", "#43"),
            ),
            Check("in the letter to Mrs Hartley.", "warning", "A 48-word sentence", Link("Go to it", "#48")),
            Check("All 6 evidence references open and are the cited page"),
        ),
        "choices": (
            Choice("agreed", "Pay as agreed", "Short-pays 10.50 hours; tells the provider why", "£897.12", "1", chosen=True),
            Choice("delivered", "Pay as delivered", "Over your £100 limit: goes to J Bright to approve", "£1,062.66", "2"),
            Choice(
                "claimed",
                "Pay as claimed",
                "",
                "£1,121.40",
                "3",
                blocked_because="There is no visit log for 2.75 hours, so this cannot be paid as claimed.",
            ),
        ),
        "refused": Action("Approve this run", tone="go", blocked_because="You made this run, so someone else must approve it."),
        "faults": (
            Fault("Amount must be pounds and pence, such as 897.12. We read “89t”.", "#id_amount"),
            Fault("Choose a reason.", "#id_reason"),
        ),
        "reasons": (("", "Choose"), ("21", "21 Over, no variation"), ("22", "22 Visit made by two carers")),
        "jobs": (
            Progress("Checking 2,000 lines", 1240, 2000, "rates", "about 2 seconds left", url="/components/progress/"),
            Progress("Import 0917", 2000, 2000, finished=True, next=Link("See the import", "#import")),
            Progress(
                "Import 0918",
                412,
                2000,
                finished=True,
                failed_because="Row 413, column F: “31/02/2026” is not a date. Nothing was taken in.",
            ),
        ),
        "charts": (
            of_bars(
                "weeks",
                "Invoiced and paid, last 13 weeks",
                WEEKS,
                "Paid each week between £39,100 and £42,400; invoiced a little more, and £46,100 in the week of 2 November.",
                of="Week of",
                value="Paid",
                mark="Invoiced",
                unit="£ thousand",
            ),
            of_shares(
                "owed",
                "Where the £52,853.79 is",
                SHARES,
                "Of £52,853.79 owed, £39,117.99 is due on 13 November, £8,498.92 is with us to decide and £5,236.88 is waiting for Larkfield.",
                of="Where",
                value="£",
            ),
        ),
    }


def _exceptions(theme: str, density: str) -> dict[str, Any]:
    lines = (
        (
            "C Iqbal",
            "Brightwell Support",
            "Possible duplicate",
            "red",
            "833.28",
            "833.28",
            "1,666.56",
            "+833.28",
            "+100.0",
        ),
        (
            "E Carr",
            "Brightwell Support",
            "Outside package dates",
            "",
            "442.83",
            "1,029.84",
            "1,029.84",
            "+587.01",
            "+132.6",
        ),
        ("J Nolan", "Oakhaven Living", "Possible duplicate", "red", "429.10", "429.10", "858.20", "+429.10", "+100.0"),
        ("L Zaman", "Harbour Homecare", "No package", "red", "none", "343.28", "343.28", "+343.28", "n/a"),
        (
            "G Farrell",
            "Harbour Homecare",
            "Possible duplicate",
            "red",
            "290.50",
            "290.50",
            "581.00",
            "+290.50",
            "+100.0",
        ),
        (
            "D Marsh",
            "Larkfield Care",
            "Hours over agreed",
            "amber",
            "897.12",
            "1,062.66",
            "1,121.40",
            "+224.28",
            "+25.0",
        ),
        (
            "S Kaur",
            "Brightwell Support",
            "Outside package dates",
            "",
            "156.14",
            "363.13",
            "363.13",
            "+206.99",
            "+132.6",
        ),
        ("L Iqbal", "Castle Row Care", "Outside package dates", "", "439.35", "618.80", "618.80", "+179.45", "+40.8"),
        ("N Rashid", "Oakhaven Living", "Outside package dates", "", "128.59", "299.04", "299.04", "+170.45", "+132.6"),
        (
            "P Farrell",
            "Brightwell Support",
            "Hours over agreed",
            "amber",
            "224.28",
            "299.04",
            "373.80",
            "+149.52",
            "+66.7",
        ),
        ("M Hussain", "Tern Valley Care", "Wrong care type", "red", "773.50", "773.50", "912.73", "+139.23", "+18.0"),
        (
            "E Udall",
            "Brightwell Support",
            "Hours over agreed",
            "amber",
            "416.64",
            "520.80",
            "555.52",
            "+138.88",
            "+33.3",
        ),
        ("P Tait", "Castle Row Care", "Hours over agreed", "amber", "747.60", "827.70", "854.40", "+106.80", "+14.3"),
        ("J Carr", "Wrenfield Care", "Hours over agreed", "amber", "217.88", "269.75", "321.63", "+103.75", "+47.6"),
        ("B Tait", "Larkfield Care", "Hours over agreed", "amber", "309.40", "379.84", "403.33", "+93.93", "+30.4"),
        ("M Nolan", "Larkfield Care", "Hours over agreed", "amber", "897.12", "965.21", "987.90", "+90.78", "+10.1"),
        ("S Webb", "Brightwell Support", "Hours over agreed", "amber", "149.52", "217.61", "240.30", "+90.78", "+60.7"),
        ("S Lowe", "Larkfield Care", "Outside package dates", "", "219.67", "309.40", "309.40", "+89.73", "+40.8"),
        (
            "S Begum",
            "Fernlea Domiciliary",
            "Hours over agreed",
            "amber",
            "145.25",
            "223.33",
            "233.44",
            "+88.19",
            "+60.7",
        ),
        ("T Begum", "Brightwell Support", "No visit log", "blue", "871.50", "none", "958.65", "+87.15", "+10.0"),
    )
    over = {
        "+833.28",
        "+587.01",
        "+429.10",
        "+343.28",
        "+290.50",
        "+224.28",
        "+206.99",
        "+179.45",
        "+170.45",
        "+149.52",
        "+139.23",
        "+138.88",
        "+106.80",
        "+103.75",
    }
    return {
        "frame": Frame(
            "Run HC-2026-W45: exceptions",
            "Northmere Council, Commissioned Services Payments",
            section="Exceptions",
            nav=COUNCIL_NAV,
            who="Tom Ashby",
            post="Payments Officer",
            sub="Home care, 2 to 8 November. Pays Fri 13 Nov",
            steps=(
                Step("Imported", "done"),
                Step("Validated", "done"),
                Step("Exceptions", "now"),
                Step("Approve"),
                Step("BACS file"),
                Step("Confirmed"),
            ),
            formats=FORMATS,
            alerts=2,
            search_hint="Search providers, people and invoices",
            banner=PRACTICE,
            theme=theme,
            density=density,
        ),
        "facts": (
            Fact("Claimed, 412 invoices", "£512,480.16", "1,942 lines. Control total agrees"),
            Fact("Matched, ready to pay", "£463,907.40", "1,861 lines (95.8%), no action needed"),
            Fact("Decided by you", "£14,906.37", "19 lines, £1,204.18 short-paid"),
            Fact("Still to decide", "£33,666.39", "62 lines, variance £5,893.01", "red"),
            Fact("Exceptions decided", note="Run locks Wed 11 Nov, 4pm. 2 days 5 hours left", meter=(19, 81)),
        ),
        "facets": (
            FacetGroup(
                "Why stopped",
                tuple(
                    Facet(name, f"?why={place}", number, amount, current=place == 0)
                    for place, (name, number, amount) in enumerate(
                        (
                            ("All", 62, "£5,893"),
                            ("Hours over agreed", 26, "£1,748"),
                            ("Rate not agreed", 14, "£252"),
                            ("No visit log", 8, "£382"),
                            ("Outside dates", 6, "£1,282"),
                            ("Wrong care type", 4, "£333"),
                            ("Possible duplicate", 3, "£1,553"),
                            ("No package", 1, "£343"),
                        )
                    )
                ),
                note="variance",
            ),
            FacetGroup(
                "Provider",
                tuple(
                    Facet(name, f"?provider={number}-{name[0]}", number)
                    for name, number in (
                        ("Brightwell Support", 17),
                        ("Harbour Homecare", 11),
                        ("Larkfield Care", 11),
                        ("Fernlea Domiciliary", 7),
                        ("Oakhaven Living", 4),
                        ("Castle Row Care", 4),
                    )
                ),
            ),
            FacetGroup(
                "Size of variance",
                (Facet("Up to £25", "?s=1", 21), Facet("£25 to £100", "?s=2", 27), Facet("Over £100", "?s=3", 14)),
            ),
            FacetGroup(
                "Whose move",
                (Facet("Mine", "?w=1", 51), Facet("Provider", "?w=2", 7), Facet("Practitioner", "?w=3", 4)),
            ),
        ),
        "table": Table(
            "Exceptions in run HC-2026-W45, largest variance first",
            (
                Column("Person"),
                Column("Provider"),
                Column("Why stopped"),
                Column("Agreed", "number"),
                Column("Delivered", "number"),
                Column("Claimed", "number"),
                Column("Variance £", "number", "?sort=variance", "descending"),
                Column("%", "number"),
            ),
            tuple(
                Row(
                    (
                        Cell(person, f"?row={place}"),
                        provider,
                        Cell(why, tone=tone, tag=True),
                        agreed,
                        delivered,
                        claimed,
                        Cell(variance, tone="red" if variance in over else "", strong=True),
                        percent,
                    ),
                    ref=str(place),
                    selected=person == "D Marsh",
                    ticked=person in ("P Farrell", "E Udall", "S Webb"),
                )
                for place, (person, provider, why, tone, agreed, delivered, claimed, variance, percent) in enumerate(lines)
            ),
            ticks="line",
        ),
        "compared": Table(
            "D Marsh: agreed, delivered and claimed",
            (Column("What"), Column("Agreed", "number"), Column("Delivered", "number"), Column("Claimed", "number")),
            (
                Row(("Hours", "42.00", "49.75", Cell("52.50", tone="red", strong=True))),
                Row((Cell("Rate HC-STD-WD", "#rate"), "21.36", "21.36", "21.36")),
                Row(
                    (
                        "Amount £",
                        Cell("897.12", strong=True),
                        Cell("1,062.66", strong=True),
                        Cell("1,121.40", tone="red", strong=True),
                    )
                ),
                Row(("Over agreed", "–", "+165.54", Cell("+224.28", tone="red", strong=True))),
            ),
        ),
        "days": tuple(
            Bar(day, delivered, 7.5)
            for day, delivered in (
                ("Mon", 7.0),
                ("Tue", 7.0),
                ("Wed", 7.25),
                ("Thu", 7.0),
                ("Fri", 7.25),
                ("Sat", 7.25),
                ("Sun", 7.0),
            )
        ),
        "choices": (
            Choice("agreed", "Pay as agreed", "Short-pays 10.50 hours; tells the provider why", "£897.12", "1", chosen=True),
            Choice("delivered", "Pay as delivered", "Over your £100 limit: goes to J Bright to approve", "£1,062.66", "2"),
            Choice(
                "claimed",
                "Pay as claimed",
                "",
                "£1,121.40",
                "3",
                blocked_because="Not allowed: no visit log for 2.75 hours",
            ),
            Choice("hold", "Hold and query", "Provider or practitioner; the rest still pays", "£0.00", "4"),
            Choice("other", "Other amount", "Accepts sums, for example 49.75*21.36", "", "5"),
        ),
    }


def _post(theme: str, density: str) -> dict[str, Any]:
    red, amber, violet, blue = "red", "amber", "violet", "blue"
    urgent = (
        ListItem(
            "Mrs Agnes Thorley",
            "?item=1",
            "Closed complaint about Wexcombe Hospitals",
            "8:52am",
            (Tag("Judicial review", red), Tag("Distress", red), Tag("MP", violet)),
            "post",
            read=True,
            selected=True,
        ),
        ListItem(
            "Rt Hon Gareth Pell MP",
            "?item=2",
            "Constituent Mr O Banjo: delay in NHS care",
            "8:40am",
            (Tag("MP", violet), Tag("Reply due today", amber)),
            "email",
        ),
        ListItem(
            "Lena Fitch, Wexcombe Echo",
            "?item=3",
            "Request for comment before publication",
            "8:15am",
            (Tag("Press", violet), Tag("Public interest", amber)),
            "email",
        ),
    )
    friday = (
        ListItem(
            "Mr Idris Cole",
            "?item=4",
            "Further letter about PSO-2024-02217",
            "6 Nov",
            (Tag("Do not acknowledge in force"),),
            "post",
        ),
        ListItem(
            "Ms Farida Rahmani",
            "?item=5",
            "Thank-you letter; asks for return of original photographs",
            "6 Nov",
            (Tag("Closed case"),),
            "post",
        ),
        ListItem(
            "Mr Peter Osei (call note)",
            "?item=6",
            "Called in distress; wants to speak to the Ombudsman",
            "6 Nov",
            (Tag("Distress", red), Tag("Call back", amber)),
            "phone",
        ),
        ListItem(
            "Chief Executive, Marlbrook ICB",
            "?item=7",
            "Response to draft report, PSO-2026-00871",
            "6 Nov",
            (Tag("Open case"),),
            "email",
        ),
    )
    today = (
        ListItem(
            "Select Committee clerk",
            "?item=8",
            "Evidence session on 24 November: further information",
            "7:58am",
            (),
            "email",
        ),
        ListItem(
            "Mr & Mrs Llewellyn",
            "?item=9",
            "Time taken, PSO-2026-00133",
            "8:03am",
            (Tag("Complaint about us", blue),),
            "post",
        ),
        ListItem(
            "Dr S Venkat",
            "?item=10",
            "Consent withdrawn for clinical records, PSO-2026-00402",
            "8:11am",
            (Tag("Open case"),),
            "email",
        ),
        ListItem(
            "No sender found",
            "?item=11",
            "Handwritten, 3 pages. OCR could not read it",
            "8:44am",
            (Tag("Read by eye", amber),),
            "post",
        ),
        ListItem(
            "Stella Hartigan, Harcourt Legal",
            "?item=12",
            "Pre-action correspondence, PSO-2026-00919",
            "8:55am",
            (Tag("Open case"),),
            "email",
        ),
        ListItem(
            "Mr Tomasz Zielinski",
            "?item=13",
            "Second complaint about Northmere Council",
            "9:02am",
            (Tag("No case found"),),
            "email",
        ),
        ListItem("R Pike", "?item=14", "Asks how to complain about a care home", "9:10am", (Tag("No case found"),), "email"),
    )
    return {
        "frame": Frame(
            "Post to triage",
            "Public Services Ombudsman",
            section="Post",
            nav=OFFICE_NAV,
            who="Maya Okafor",
            post="Executive Assistant",
            sub="27 of 41 done today. 14 left, 3 marked urgent",
            formats=FORMATS,
            alerts=3,
            actions=(Action("Log a call", "#call", key="c"),),
            search_hint="Search cases, people and post",
            theme=theme,
            density=density,
        ),
        "facets": (
            FacetGroup(
                "Queue",
                (
                    Facet("To triage", "?q=1", 14, current=True),
                    Facet("Alerted to manager", "?q=2", 5),
                    Facet("On hold", "?q=3", 3),
                    Facet("Directed, not accepted", "?q=4", 2),
                    Facet("Done today", "?q=5", 27),
                ),
            ),
            FacetGroup("Addressed to", (Facet("Ombudsman", "?to=1", 11), Facet("Managing Director", "?to=2", 3))),
            FacetGroup(
                "Flag found",
                (
                    Facet("MP correspondence", "?f=1", 2),
                    Facet("Judicial review", "?f=2", 1),
                    Facet("Press or media", "?f=3", 1),
                    Facet("Distress", "?f=4", 2),
                    Facet("No-reply instruction", "?f=5", 1),
                ),
            ),
            FacetGroup(
                "Reply due",
                (Facet("Today or overdue", "?d=1", 1), Facet("This week", "?d=2", 6), Facet("Later", "?d=3", 7)),
            ),
        ),
        "groups": (
            ListGroup("Urgent", urgent, "3"),
            ListGroup("Friday 6 November", friday, "4"),
            ListGroup("Today", today, "7"),
        ),
        "case": (
            ("Case", Link("PSO-2025-03319", "#case")),
            ("State", "Closed 14 Aug 2026, not upheld"),
            ("Letters", "2 since closure, 1 answered"),
            ("Instruction", "None. Replies allowed"),
            ("Owner", "Customer Care, J Adeyemi"),
        ),
        "clocks": (
            ("Acknowledge", Cell("Wed 11 Nov", note="2 working days")),
            ("Reply", Cell("Mon 7 Dec", note="20 working days")),
            ("JR limit", Cell("Sat 14 Nov", tone="red", strong=True, note="5 days left")),
        ),
        "choices": (
            Choice("direct", "Direct to…", "", "", "1"),
            Choice("allocate", "Allocate: A Kaur", "", "", "2", chosen=True),
            Choice("alert", "Alert manager", "", "", "3"),
            Choice("duplicate", "Duplicate", "", "", "4"),
            Choice("no-reply", "No reply…", "", "", "5", blocked_because="Needs an instruction first"),
            Choice("hold", "Hold", "", "", "h"),
        ),
    }
