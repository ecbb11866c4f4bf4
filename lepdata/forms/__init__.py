"""QUESTIONS in rule files -> a form to fill in -> answers, every fault with its cell."""

from lepdata.forms.blank import write_form
from lepdata.forms.questions import Choice, Field, Form, Question, form, forms, scale
from lepdata.forms.reading import read_form

__all__ = ["Choice", "Field", "Form", "Question", "form", "forms", "read_form", "scale", "write_form"]
