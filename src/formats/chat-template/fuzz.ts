/** Small valid templates: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  return SEEDS.map((text, i) => ({ name: `seed-${i}.jinja`, bytes: new TextEncoder().encode(text) }));
}

const SEEDS = [
  "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\\n' + m.content | trim }}{% endfor %}",
  "{%- set ns = namespace(found=false, text='__cla' ~ 'ss__') -%}{% if 'x' in messages[0].content %}{{ x[ns.text] }}{% else %}none{% endif %}",
  '{% macro f(a, b=1) %}{{ a|attr("x")|join(",") }}{% endmacro %}{{ f(*tools, **{"b": 2}) }}{% raw %}{{ x }}{% endraw %}',
  "{# note #}{% for a, b in {'k': [1, 2][::-1]}.items() recursive %}{{ loop.index0 ** 2 // 3 is divisibleby 3 }}{% endfor %}",
  '{% filter upper %}a{% endfilter %}{% call(x) f(1) %}y{% endcall %}{% with q = \'a\' %}{{ q if q else "\\x5f" }}{% endwith %}',
];
