"""Numbers as people write and type them: found in text, read from an answer, printed.

``scan`` finds the numbers of an article's text, ``read_number`` reads what a learner typed and
``print_number`` writes a value so that ``read_number`` gives it back. What is counted, hedges and
ranges are not this package's business: see ``questions.facts.quantities``.
"""

from questions.numbers.forms import SMALL, Form, Number
from questions.numbers.printed import print_number, print_year
from questions.numbers.scanning import scan
from questions.numbers.typed import read_number

__all__ = ["SMALL", "Form", "Number", "print_number", "print_year", "read_number", "scan"]
