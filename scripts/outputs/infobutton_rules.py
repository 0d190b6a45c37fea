"""Rules for nginx and Caddy by which a web server answers machines: a request for JSON or Atom is led to the file that lies
there for its code and language. They are made with the site, of the same map, so that both hold the same codes.

Each rule is a variable made of another: a list of regular expressions, the first of which that matches gives the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_SPACE = r"(?:%20|\+)*"
_START = rf"(?:^|&)(?:amp;|amp%3B)?{_SPACE}"
_MOST = 3  # languages that are tried in turn


@dataclass(frozen=True)
class _Variable:
    """`name` is found in `of`, text with other variables as `{name}`. The first expression that matches says the value, where
    `{found}` stands for what it caught; with none it is `otherwise`."""

    name: str
    of: str
    choices: tuple[tuple[str, str], ...]
    otherwise: str = ""


def rules(request_map: Mapping[str, Any]) -> dict[str, str]:
    """Files by name: nginx-maps.conf (for `http`), nginx-locations.conf (for `server`), Caddyfile (for a site)."""
    base = urlsplit(request_map["site"]).path.rstrip("/")
    return {
        "nginx-maps.conf": _nginx_maps(_variables(request_map, base)),
        "nginx-locations.conf": _nginx_locations(base),
        "Caddyfile": _caddy(_variables(request_map, base), base),
    }


def _variables(request_map: Mapping[str, Any], base: str) -> list[_Variable]:
    languages, systems = request_map["languages"], request_map["systems"]
    source = next(iter(languages))
    criterion = rf"{_START}mainSearchCriteria\.[vc]\."
    end = r"(?:&|$)"
    asked = r"informationRecipient\.languageCode\.c[0-9]*"
    again = rf"{_START}{asked}{_SPACE}=[^&]*&(?:.*?&)?"
    made = [
        _Variable("system_asked", "{args}", ((rf"{criterion}csn?[0-9]*{_SPACE}={_SPACE}(?<found>[^&]*?){_SPACE}{end}", "{found}"),)),
        _Variable(
            "code_asked", "{args}",
            ((rf"{criterion}c[0-9]*{_SPACE}={_SPACE}(?<found>[0-9A-Za-z.]+)(?:%20|[+*]|%2A|%2B|%E2%80%A0)*{end}", "{found}"),),
        ),
        _Variable(
            "system", "{system_asked}",
            tuple((f"^(?:{'|'.join(_name(name) for name in system['names'])})$", id) for id, system in systems.items()),
        ),
        _Variable("answer", "{system} {code_asked}", tuple(_codes(request_map))),
        *(
            _Variable(
                f"language_asked{number}", "{args}",
                ((_repeated(again, number) + rf"{asked}{_SPACE}={_SPACE}(?<found>[^&|]*?){_SPACE}{end}", "{found}"),),
            )
            for number in range(1, _MOST + 1)
        ),
        *(
            _Variable(
                f"language{number}", f"{{language_asked{number}}}",
                tuple((f"^(?:{one['asked']})$", tag) for tag, one in languages.items()),
            )
            for number in range(1, _MOST + 1)
        ),
        _Variable(
            "home", "{path}",
            tuple((f"^{re.escape(base)}/{re.escape(one['path'])}infobutton", tag) for tag, one in languages.items() if one["path"]),
            source,
        ),
        _Variable(
            "language", f"{{home}} {{language_asked1}}|{' '.join(f'{{language{number}}}' for number in range(1, _MOST + 1))}",
            ((r"^(?<found>[^ ]+) \|", "{found}"), (r"\| *(?<found>[^ ]+)", "{found}")),
        ),
        _Variable(
            "form", "{path} {args}",
            (
                (rf"{_argument('application(?:/|%2F)json')}", "json"),
                (rf"{_argument('(?:text|application)(?:/|%2F)(?:atom(?:[+]|%2B))?xml')}", "atom"),
                (rf"^{re.escape(base)}/infobutton/service ", "atom"),
            ),
        ),
        _Variable("folder", "{language}", tuple((f"^{tag}$", one["path"]) for tag, one in languages.items())),
        _Variable(
            "file", "{language}/{answer}/{folder}infobutton/{answer}.{form}",
            (
                (r"^(?:/|[^/]*//).*\.json$", "infobutton/nothing.json"),
                (r"^(?:/|[^/]*//)", "infobutton/nothing.atom"),
                (r"^[^/]+/[^/]+/[^/]+/(?<found>.*)$", "{found}"),
            ),
        ),
    ]  # fmt: skip
    return made


def _argument(value: str) -> str:
    return rf"(?: |&)(?:amp;)?{_SPACE}knowledgeResponseType{_SPACE}={_SPACE}{value}{_SPACE}(?:&|$)"


def _repeated(again: str, number: int) -> str:
    """What stands before the nth time of a parameter."""
    return _START if number == 1 else again + again.replace(_START, "", 1) * (number - 2)


def _name(name: str) -> str:
    """The name of a code system in an address: escaped or not, with hyphens or without."""
    parted = name if re.fullmatch(r"[0-9.]+", name) else re.sub(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", "\0", name)
    signs = {":": "(?::|%3A)", "/": "(?:/|%2F)", "\0": "(?:[-_+]|%20)*"}
    urn = "" if ":" in name else "(?:urn(?::|%3A)oid(?::|%3A))?"
    return urn + "".join(signs.get(sign, re.escape(sign)) for sign in parted)


def _codes(request_map: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each code with all that follows on it; the longest come first."""
    found = []
    for id, codes in request_map["codes"].items():
        for code in sorted(codes, key=lambda code: (-len(code), code)):
            found.append((f"^{id} {_and_below(code, id, request_map['systems'][id]['climbs'])}$", f"{id}/{code}"))
    return found


def _and_below(code: str, id: str, climbs: bool) -> str:
    if not climbs:
        return re.escape(code)
    head, signs, most = (
        (4, "[0-9A-HJ-NP-Z]", 6) if id == "icd-11" else (3, "[0-9A-Z]", 7) if id == "icd-10-cm" else (3, "[0-9]", 5)
    )
    bare = code.replace(".", "")
    rest = most - len(bare)
    if len(bare) <= head:
        return rf"{bare}(?:\.?{signs}{{1,{rest}}})?"
    return rf"{bare[:head]}\.?{bare[head:]}" + (f"{signs}{{0,{rest}}}" if rest else "")


_HEAD = """\
# Made with the site (guide build), of docs/_data/codes.yml: change that, not this.
# A request with knowledgeResponseType=application/json or text/xml is answered with a file. Nothing asked is logged.
"""


def _nginx_maps(variables: list[_Variable]) -> str:
    """For `http { }`."""
    lines = [_HEAD]
    for variable in variables:
        lines.append(f'map "{_in_nginx(variable.of)}" $infobutton_{variable.name} {{')
        lines.append(f'    default "{_in_nginx(variable.otherwise)}";')
        for number, (expression, value) in enumerate(variable.choices):
            caught = f"{variable.name}_{number}"
            named = expression.replace("(?<found>", f"(?<infobutton_{caught}>")
            lines.append(f'    "~*{named}" "{_in_nginx(value.replace("{found}", f"{{{caught}}}"))}";')
        lines.append("}")
    return "\n".join(lines) + "\n"


def _in_nginx(text: str) -> str:
    own = {"{args}": "$args", "{path}": "$uri"}
    return re.sub(r"\{(\w+)\}", lambda match: own.get(match[0], f"${{infobutton_{match[1]}}}"), text)


def _nginx_locations(base: str) -> str:
    """For `server { }`, after `root`."""
    return f"""{_HEAD}location ~ ^{re.escape(base)}/(?:[^/]+/)?infobutton(?:\\.html|/) {{
    access_log off;
    log_not_found off;
    expires -1;
    if ($infobutton_form) {{
        rewrite ^.*/infobutton(?:\\.html|/service)$ {base}/$infobutton_file? break;
    }}
}}
"""


def _caddy(variables: list[_Variable], base: str) -> str:
    """For a site's block, before `file_server`."""
    lines = [_HEAD]
    for variable in variables:
        lines.append(f'map "{_in_caddy(variable.of)}" {{infobutton_{variable.name}}} {{')
        for expression, value in variable.choices:
            expression = expression.replace("(?<found>", "(").replace("`", "")
            lines.append(f"\t`~(?i){expression}` `{_in_caddy(value.replace('{found}', '${1}'))}`")
        lines.append(f"\tdefault `{_in_caddy(variable.otherwise)}`")
        lines.append("}")
    return (
        "\n".join(lines)
        + f"""
@infobutton_any path_regexp ^{re.escape(base)}/(?:[^/]+/)?infobutton(?:\\.html|/)
skip_log @infobutton_any
header @infobutton_any Cache-Control no-cache
@infobutton_machine {{
\tpath_regexp ^{re.escape(base)}/(?:[^/]+/)?infobutton(?:\\.html|/service)$
\texpression `{{infobutton_form}} != ""`
}}
rewrite @infobutton_machine {base}/{{infobutton_file}}?
@infobutton_atom path *.atom
header @infobutton_atom Content-Type "application/atom+xml; charset=utf-8"
"""
    )


def _in_caddy(text: str) -> str:
    own = {"{args}": "{query}", "{path}": "{path}"}
    return re.sub(r"(?<!\$)\{([a-z]\w*)\}", lambda match: own.get(match[0], f"{{infobutton_{match[1]}}}"), text)
