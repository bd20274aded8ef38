"""What this room asks the scheme about."""

from duly.primitives.power import Power

ASK = Power("advice.ask", "write down what Operations asks, or what is asked of Operations")
ANSWER = Power("advice.answer", "write down the answer to what was asked", (("given to Operations", "yes/no"),))
RELY = Power("advice.rely", "say that a case relies on advice, or no longer does")
WITHDRAW = Power("advice.withdraw", "withdraw advice, or put later advice in its place")
