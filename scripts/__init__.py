"""A generator of static, multilingual patient-information sites. `guide` is its command.

content/   reads what people write (languages, interface strings, pages, sections, source records) into plain models
checks/    one module per rule: `check(subject, guide)` yields findings and does nothing else
reports/   findings as text, JSON or GitHub annotations
outputs/   models as what a site needs besides pages: search data, site map, alternates
hooks/     the MkDocs edge: unpack MkDocs objects, call one function, hand the result back
commands/  the verbs: split, outline, check, build, serve; they alone touch disk, clock and processes

Imports point one way: content <- checks, reports, outputs <- commands, hooks.
`finding` and `errors` import nothing of ours.
"""

__version__ = "0.1.0"
