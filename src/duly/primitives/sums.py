"""Sums as people type them into a box, such as 49.75*21.36, worked out exactly and rounded to a penny once."""

import ast
import re
from collections.abc import Callable
from fractions import Fraction

from duly.primitives.money import half_up

LETTERS = 120
MOST = 10**15
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_BEYOND_A_PENNY = re.compile(r"[-+\u2212]?£?\d*\.\d{3,}")
_DOES: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def work_out(text: str) -> Fraction:
    """The exact value of a sum of numbers with + - * / ( ); an = in front, £ signs, commas between thousands and × ÷ − are understood.

    ValueError says what was read and what is expected: a comma anywhere but between thousands is one, lest 2.473,93 be read as two pounds.
    """
    plain = text.strip().removeprefix("=").replace("£", "").replace("×", "*").replace("÷", "/").replace("\u2212", "-").strip()
    plain = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), plain)
    try:
        if not plain or len(plain) > LETTERS or not set(plain) <= set("0123456789.+-*/() "):
            raise SyntaxError
        value = _value(ast.parse(plain, mode="eval").body, plain)
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f"{text!r} is not a sum, such as 49.75*21.36 or 100-12.50.") from None
    except ZeroDivisionError:
        raise ValueError(f"{text!r} divides by nothing.") from None
    if abs(value) > MOST:
        raise ValueError(f"{text!r} comes to more than any amount here.")
    return value


def pence_of(text: str) -> int:
    """What a sum of pounds comes to in whole pence, rounded half up (away from nothing) once. ValueError as above.

    An amount by itself has no more than two decimals: 2.473 may be meant as thousands. Behind an = it is a sum, and is rounded.
    """
    if _BEYOND_A_PENNY.fullmatch(text.strip()):
        raise ValueError(f"{text!r} has more than two decimals. Write pounds and pence, such as 2,473.93.")
    value = work_out(text) * 100
    rounded = half_up(abs(value.numerator), value.denominator)
    return -rounded if value < 0 else rounded


def is_sum(text: str) -> bool:
    """Whether something is meant as a sum: it begins with =, or has an operator between numbers."""
    inner = text.strip().lstrip("-\u2212")
    return text.strip().startswith("=") or any(sign in inner for sign in "+*/×÷") or "-" in inner or "\u2212" in inner


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.Constant(value=int() | float()):
            return Fraction(text[node.col_offset : node.end_col_offset])  # as it was typed: a float would not be exact
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, text)
        case ast.UnaryOp(op=ast.UAdd(), operand=inner):
            return _value(inner, text)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _DOES:
            return _DOES[type(op)](_value(left, text), _value(right, text))
    raise SyntaxError
