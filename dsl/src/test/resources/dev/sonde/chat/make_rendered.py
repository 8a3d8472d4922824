"""Renders templates/*.jinja and the snippets below with transformers' own chat-template environment into rendered.json.

Run with a Python that has transformers and jinja2: python make_rendered.py
"""
import datetime
import json
import pathlib

import jinja2
from transformers.utils.chat_template_utils import _compile_jinja_template

HERE = pathlib.Path(__file__).parent
NOW = datetime.datetime(2025, 3, 7, 9, 5, 4)
TOOL = {"type": "function", "function": {"name": "weather", "description": "Weather of a place \"now\"", "parameters": {
    "type": "object", "properties": {"place": {"type": "string"}, "days": {"type": "integer", "default": 1.5}},
    "required": ["place"]}}}


def said(*turns):
    return [{"role": role, "content": content} for role, content in turns]


CONVERSATIONS = {
    "one user turn": said(("user", "Hello, who are you?")),
    "system": said(("system", "You are terse."), ("user", "Hi")),
    "several turns": said(("system", "  Padded system.\n"), ("user", "First"), ("assistant", " An answer.\n"), ("user", "Second "),),
    "ends with the assistant": said(("user", "Q"), ("assistant", "<think>\nwell\n</think>\n\nA")),
    "unicode": said(("user", "Grüße, 世界 👩‍🚀 — “quoted” \u00a0é\u0301\u200b")),
    "braces": said(("user", "{{ messages }} {% if x %} {# no #} }} %} <|im_end|>")),
    "white space": said(("user", "\n\n  indented\n\ttab \n trailing\n\n")),
    "carriage returns": said(("user", "a\r\nb\rc")),
    "empty content": said(("user", "")),
    "quotes": said(("user", "a \"b\" 'c' \\ back\\nslash & <tag>")),
    "wrong order": said(("assistant", "I begin"), ("user", "No")),
    "two systems": said(("system", "One"), ("user", "Q"), ("system", "Two")),
    "mode in system": said(("system", "/no_think Be nice"), ("user", "Hi"), ("assistant", "\n\nYes"), ("user", "?")),
    "tool calls": [
        {"role": "user", "content": "Weather?"},
        {"role": "assistant", "content": "", "tool_calls": [{"id": "call00001", "type": "function", "function": {
            "name": "weather", "arguments": {"place": "Zürich", "days": 2, "wet": None, "hot": False, "p": 0.1}}}]},
        {"role": "tool", "name": "weather", "content": "12.5"},
        {"role": "assistant", "content": "Mild."},
    ],
}
ONLY_WITH_PROMPT = ("unicode", "braces", "white space", "carriage returns", "empty content", "quotes", "wrong order", "two systems")
VARIABLES = {
    "": {},
    "tools": {"tools": [TOOL]},
    "no thinking": {"enable_thinking": False, "tools_in_user_message": False, "tools": [TOOL], "controls": {"length": "short"}},
}
WORLD = {"text": "  The quick brown fox  ", "none": None, "list": [3, 1, 2], "words": ["b", "A", "c", "a"],
         "map": {"b": 1, "a": [1, 2.5, None, True, "x'y"], "get_me": "found"}, "n": 7, "f": 2.0, "yes": True,
         "emoji": "a👍b", "people": [{"name": "Ann", "age": 3, "tags": {"x": 1}}, {"name": "Bo", "age": 5}], "lines": "a\n\n  b\nc\n"}
SNIPPETS = r"""
{{ text|trim }}|{{ text.strip() }}|{{ text.lstrip() }}|{{ text.rstrip() }}
{{ list[-1] }}{{ list[0] }}{{ list[1:] }}{{ list[::-1] }}{{ list[:-1] }}{{ list[5:] }}{{ list[-2:] }}{{ list[::2] }}{{ list[2:0:-1] }}
{{ emoji|length }}{{ emoji[1] }}{{ emoji[::-1] }}{{ emoji[1:2] }}{{ emoji.find('b') }}
{{ map }}{{ list }}{{ none }}{{ yes }}{{ f }}{{ n / 2 }}{{ n // 2 }}{{ n % 3 }}{{ -n // 2 }}{{ -n % 3 }}{{ 2 ** 3 }}{{ 2 ** -1 }}
{{ map|tojson }}{{ list|tojson(indent=2) }}{{ map|tojson(sort_keys=true) }}{{ {}|tojson(indent=2) }}{{ 'é\u2028"\x07/'|tojson }}
{{ missing }}[{{ missing is defined }}{{ map.nope }}{{ missing is none }}{{ missing == missing }}]
{{ missing.attribute }}
{{ missing + 'x' }}
{{ none + 'x' }}
{{ 'a' + 1 }}
{{ 'a' ~ 1 ~ none ~ true ~ 1.5 ~ [1, 'x'] }}
{{ 1 if yes else 2 }}{{ 'x' if not yes }}{{ none or 'other' }}{{ 0 and 1 }}{{ '' or none or [] }}
{{ 1 < 2 < 3 }}{{ 1 < 3 < 2 }}{{ 2 in list }}{{ 9 not in list }}{{ 'quick' in text }}{{ 'b' in map }}{{ not 2 in list }}
{{ n is odd }}{{ n is even }}{{ n is divisibleby 7 }}{{ n is divisibleby(2) }}{{ n is number }}{{ yes is number }}{{ yes is integer }}{{ n is integer }}{{ f is float }}
{{ text is string }}{{ map is mapping }}{{ list is sequence }}{{ text is sequence }}{{ map is iterable }}{{ none is none }}{{ n is not none }}{{ n is iterable }}{{ yes is true }}{{ n is boolean }}
{{ map.items()|list }}{{ map.keys()|list }}{{ map.values()|list }}{{ map.get('b') }}{{ map.get('z') }}{{ map.get('z', 'q') }}{{ map['get_me'] }}{{ map.get_me }}
{% for k, v in map.items() %}{{ loop.index }}{{ k }}={{ v }};{% endfor %}
{% for k in map|sort %}{{ k }},{% endfor %}{% for k, v in map|dictsort %}{{ k }}{% endfor %}{% for k, v in map|items %}{{ k }}{% endfor %}
{{ words|sort|join }}{{ words|unique|join(',') }}{{ words|reverse|list }}{{ words|first }}{{ words|last }}{{ words|map('upper')|join('-') }}
{{ people|map(attribute='name')|join(', ') }}{{ people|selectattr('age', 'gt', 4)|map(attribute='name')|list }}{{ people|rejectattr('tags', 'defined')|list|length }}{{ people|selectattr('tags')|list|length }}
{{ list|select('odd')|list }}{{ list|reject('odd')|list }}{{ people|map(attribute='tags.x', default='-')|join }}
{{ text|upper }}{{ text|title }}{{ 'fOO bAR-baz'|capitalize }}{{ 'fOO bAR-baz o\'neil'|title }}{{ "they're bill's".title() }}{{ 'ß'|upper }}
{{ 'a,b,,c'.split(',') }}{{ ' a  b '.split() }}{{ 'a b c '.split(none, 1) }}{{ 'a-b-c'.rsplit('-', 1) }}{{ 'a-b-c'.split('-', 1) }}{{ lines.splitlines() }}{{ 'aXbX'.split('X')[-1] }}
{{ 'abc'.startswith('a') }}{{ 'abc'.endswith(('x', 'c')) }}{{ 'aXbX'.replace('X', 'y', 1) }}{{ 'xxabxx'.strip('x') }}{{ 'abab'.count('ab') }}{{ ','.join(['a', 'b']) }}{{ 'abc'.removeprefix('a') }}
{{ 'x'|default('d') }}{{ missing|default('d') }}{{ ''|default('d', true) }}{{ none|default('d') }}{{ missing|d }}
{{ lines|indent }}|{{ lines|indent(2, true) }}|{{ lines|indent(width=1, blank=true) }}
{{ '12'|int + 1 }}{{ 'x'|int }}{{ 'x'|int(5) }}{{ '1.5'|float }}{{ 3.7|int }}{{ -3|abs }}{{ n|string + 's' }}{{ 1e20 }}{{ 1.5e-7 }}{{ 100000.0 * 3 }}
{% set ns = namespace(x=0) %}{% for i in range(4) %}{% set ns.x = ns.x + i %}{% set y = i %}{% endfor %}{{ ns.x }}{{ y is defined }}
{% set y = 1 %}{% for i in list %}{% set y = y + i %}{{ y }},{% endfor %}{{ y }}{% if true %}{% set y = 9 %}{% endif %}{{ y }}
{% for i in list if i > 1 %}{{ loop.index }}:{{ i }}/{{ loop.length }}{{ loop.first }}{{ loop.last }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.previtem }}{{ loop.nextitem }};{% else %}none{% endfor %}
{% for i in [] %}x{% else %}empty{% endfor %}{% for a in list %}{% for b in words %}{{ loop.depth }}{% endfor %}{{ loop.index0 }}{{ loop.cycle('o', 'e') }}{% endfor %}
{% for i in range(1, 10, 3) %}{{ i }}{% if i == 4 %}{% continue %}{% endif %}.{% if i > 6 %}{% break %}{% endif %}!{% endfor %}{{ range(5, 0, -2)|list }}
{% macro m(a, b='d', c='e') %}[{{ a }}{{ b }}{{ c }}{{ n }}]{% endmacro %}{{ m(1) }}{{ m(1, 2, 3) }}{{ m(b=5, a=6) }}{{ m('x')|upper }}{% set s = m(0) %}{{ s is string }}{{ s|length }}
{% macro tree(node, depth=0) %}{{ '-' * depth }}{{ node.name }}{% for c in node.kids or [] %}{{ tree(c, depth + 1) }}{% endfor %}{% endmacro %}{{ tree({'name': 'r', 'kids': [{'name': 'a', 'kids': [{'name': 'b'}]}, {'name': 'c'}]}) }}
{% set block %}a {{ n }} b{% endset %}{{ block|upper }}{% set a, b = [1, 2] %}{{ b }}{{ a }}{% set t = (1, 2) %}{{ t|length }}{% set u = 1, 2 %}{{ u[1] }}
{{ 'con' 'cat' }}{{ "q'q" }}{{ 'tab\tnew\\n\x41\u00e9\d' }}{{ {'a': {'b': 1}}.a.b }}{{ {'a': [1, 2]}['a'][1] }}{{ [[1], [2]][1][0] }}{{ people[0].name }}{{ people.0.name }}
{{ (1, 2) == (1, 2) }}{{ [1] == [1.0] }}{{ true == 1 }}{{ 'a' < 'b' }}{{ none == false }}{{ {'a': 1} == {'a': 1} }}{{ 'a' == none }}
{{ not none is none }}{{ not missing }}{{ yes and not none }}{{ n is defined and n > 3 }}{{ n is not string }}{{ 'a' is in ['a'] }}{{ 3 is eq 3 }}{{ n is sameas n }}
{{ dict(a=1, b='x') }}{{ dict({'k': 1}).k }}{{ raise_exception is defined }}{{ strftime_now('%Y-%m-%d %H:%M:%S %b %B %a %A %-d %y %j %p %I %%') }}
{{ -2 ** 2 }}{{ 1 + 2 * 3 - 4 }}{{ (1 + 2) * 3 }}{{ 'ab' * 3 }}{{ (1 ~ 2) + '3' }}{{ -1|abs }}{{ 7 // 2.0 }}{{ 10 % 4.5 }}
{{ 'a\u00a0'.strip()|length }}{{ '\u200b'.strip()|length }}{{ '\u2028x'.strip() }}{{ '\x1fx'.strip()|length }}
{{ '"' }}{{ ["it's", 'say "hi"', 'both\'"', 'new\nline', 'é\u200b\u00a0'] }}
{{ 'abc'.isdigit() }}{{ '12'.isdigit() }}{{ 'ab'.isalpha() }}{{ ' '.isspace() }}{{ 'A'.lower() }}{{ 'HELLO wORLD'.capitalize() }}{{ 'a'.upper() }}
{{ map|tojson(separators=(',', ':')) }}{{ 'é👍"'|tojson(ensure_ascii=true) }}{{ list|tojson(indent=1, separators=(';', '=')) }}{{ [[], {}]|tojson(indent=2) }}
{% macro m(a, b='!') %}{{ a }}{{ caller() }}{{ b }}{% endmacro %}{% call m('x') %}{{ range(2)|list }}{{ n }}{% endcall %}{% macro each(xs) %}{% for x in xs %}{{ caller(x) }}{% endfor %}{% endmacro %}{% call(x, y=1) each(list) %}<{{ x + y }}>{% endcall %}
{% macro mul(a, b, c) %}{{ a }}-{{ b }}-{{ c }}{% endmacro %}{{ mul(*[1, 2, 3]) }}{{ mul(0, *[1, 2]) }}{{ mul(*[1], c=5, b=4) }}
{{ people|selectattr('age')|length }}
{{ words|map('upper')|last }}
{% if people|selectattr('nope') %}true without items{% endif %}{{ missing is callable }}{% set g = words|map('upper') %}{{ g|join }}{{ g|join }}{{ list|unique is iterable }}{{ words|map('upper') is sequence }}
{{ text|frobnicate }}
{{ text is frobnicated }}
{{ frobnicate(1) }}
{{ text.frobnicate() }}
{% frobnicate %}
{{ list.append(4) }}
{{ list[0
{% if n %}open
{{ 1 / 0 }}
{{ n.x.y }}
{{ 'x' | }}
{{ list | join(1, 2, 3, 4) }}
{% endfor %}
"""
SHAPES = [
    "a\n  {% if true %}\n  b\n  {% endif %}\nc", "a\n  {%- if true -%}\n  b\n  {%- endif -%}\nc", "a\n  {{ n }}\nb", "a\n  {{- n -}}  \nb",
    "a  {% if true %} b {% endif %} c", "  {% set x = 1 %}  {% set y = 2 %}\n z", "{# c #}\n\nx", "  {# c #}\nx {#- c -#} y",
    "x\n{%+ if true %}\ny{% endif +%}\nz", "x\n   {%+ if true %}y{% endif %}", "end\n", "end\n\n", "\n\nstart", "{% if true %}\n\n  x{% endif %}",
    "{{ 'a' }}\n{{ 'b' }}\n", "\t {% if true %}x{% endif %}\n\t y", "a\r\n{% if true %}\r\nb{% endif %}\r\nc", "{{ '{{' }}{{ '%}' }}{{ \"}}\" }}",
    "{{ {'a': {'b': 2}}['a']['b'] }}", "{% if true %}{# x #}\n  {# y #}\n{% endif %}z", "  \n  {%- if true %} x{% endif %}", "{% for i in list %}\n  {{ i }}\n{% endfor %}\n",
    "{%- for i in list -%} {{ i }} {%- endfor -%}", "x {#\n multi\n line #}\ny", "{%if true%}x{%endif%}", "a{% set x %}\n b {% endset %}[{{ x }}]", "{{ n\n  +\n  1 }}", "{{ 'first \\\nsecond' }}",
]


def outcome(template, **variables):
    try:
        compiled = _compile_jinja_template(template)
        return {"text": compiled.render(strftime_now=NOW.strftime, **variables)}
    except Exception as error:
        return {"refused": str(error)} if type(error) is jinja2.TemplateError else {"error": type(error).__name__}


def main():
    cases = []
    templates = {file.stem: file.read_text() for file in sorted((HERE / "templates").glob("*.jinja"))}
    for name, template in templates.items():
        for title, messages in CONVERSATIONS.items():
            for label, extra in VARIABLES.items():
                uses = any(word in template for word in extra)
                if extra and not (uses and title in ("one user turn", "several turns", "tool calls")):
                    continue
                prompts = (True,) if title in ONLY_WITH_PROMPT else (False, True)
                for prompt in prompts:
                    variables = {"tools": None, "documents": None, "bos_token": "<s>", "eos_token": "</s>", **extra}
                    cases.append({"template": name, "conversation": title, "variables": label, "prompt": prompt,
                                  **outcome(template, messages=messages, add_generation_prompt=prompt, **variables)})
    snippets = [{"source": source, **outcome(source, **WORLD)} for source in SNIPPETS.strip("\n").split("\n") + SHAPES]
    data = {"now": NOW.isoformat(), "conversations": CONVERSATIONS, "variables": VARIABLES, "world": WORLD, "cases": cases, "snippets": snippets}
    (HERE / "rendered.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


main()
