import type { DetectCase } from '../case.ts';
import { bin } from './bytes.ts';
import { good } from './make.ts';
import { baseKv, gguf, kvStr } from './tensors.ts';
import {
  chatml,
  inConfig,
  inFolder,
  inGguf,
  inGgufNamed,
  inJinja,
  inNamed,
  inProcessor,
  type TemplateRow,
  templates,
  tokenizerConfig,
} from './templates.ts';

const lines = (...parts: readonly string[]): string => parts.join('\n');

const tools = lines(
  '{%- if tools %}',
  "    {{- '<|im_start|>system\\n' }}",
  "    {%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n\\n' }}{%- endif %}",
  '    {{- "# Tools\\n\\nYou may call one or more functions to assist with the user query.\\n\\n<tools>" }}',
  '    {%- for tool in tools %}{{- "\\n" }}{{- tool | tojson }}{%- endfor %}',
  '    {{- "\\n</tools>\\n\\nFor each function call, return a json object within <tool_call></tool_call> tags.<|im_end|>\\n" }}',
  '{%- endif %}',
  '{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}',
  '{%- for message in messages[::-1] %}',
  '    {%- set index = (messages|length - 1) - loop.index0 %}',
  "    {%- if ns.multi_step_tool and message.role == 'user' and not message.content.startswith('<tool_response>') %}",
  '        {%- set ns.multi_step_tool = false %}{%- set ns.last_query_index = index %}',
  '    {%- endif %}',
  '{%- endfor %}',
  '{%- for message in messages %}',
  "    {%- if message.role == 'tool' %}",
  "        {{- '<|im_start|>user\\n<tool_response>\\n' + message.content + '\\n</tool_response><|im_end|>\\n' }}",
  "    {%- elif not (loop.first and message.role == 'system' and tools) %}",
  "        {{- '<|im_start|>' + message.role + '\\n' + message.content }}",
  '        {%- for call in message.tool_calls or [] %}',
  '            {{- \'\\n<tool_call>\\n{"name": "\' + call.function.name + \'", "arguments": \' }}{{- call.function.arguments | tojson }}{{- \'}\\n</tool_call>\' }}',
  '        {%- endfor %}',
  "        {{- '<|im_end|>\\n' }}",
  '    {%- endif %}',
  '{%- endfor %}',
  "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}",
  "    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}",
  '{%- endif %}',
);
const strict = lines(
  "{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content'] %}{%- set loop_messages = messages[1:] %}",
  '{%- else %}{%- set loop_messages = messages %}{%- endif %}',
  '{{- bos_token }}',
  '{%- for message in loop_messages %}',
  "    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}",
  "        {{- raise_exception('After the optional system message, conversation roles must alternate user/assistant') }}",
  '    {%- endif %}',
  "    {%- if message['role'] == 'user' %}",
  "        {%- if loop.last and system_message is defined %}{{- '[INST] ' + system_message + '\\n\\n' + message['content'] + '[/INST]' }}",
  "        {%- else %}{{- '[INST] ' + message['content'] + '[/INST]' }}{%- endif %}",
  "    {%- else %}{{- ' ' + message['content'] | trim + eos_token }}{%- endif %}",
  '{%- endfor %}',
);
const dated = lines(
  '{{- bos_token }}',
  '{%- if not date_string is defined %}{%- if strftime_now is defined %}{%- set date_string = strftime_now("%d %b %Y") %}',
  '{%- else %}{%- set date_string = "26 Jul 2024" %}{%- endif %}{%- endif %}',
  "{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content']|trim %}{%- set messages = messages[1:] %}",
  '{%- else %}{%- set system_message = "" %}{%- endif %}',
  '{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}',
  '{%- if tools is not none and tools is defined %}{{- "Environment: ipython\\n" }}{%- endif %}',
  '{{- "Cutting Knowledge Date: December 2023\\n" }}{{- "Today Date: " + date_string + "\\n\\n" }}{{- system_message }}{{- "<|eot_id|>" }}',
  '{%- for message in messages %}',
  "    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}",
  '{%- endfor %}',
  "{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{%- endif %}",
);
const typed = lines(
  '{%- macro json_type(spec) %}',
  "{%- set names = {'string': 'str', 'number': 'float', 'integer': 'int', 'boolean': 'bool'} %}",
  "{%- if names[spec.type] is defined %}{{- names[spec.type] }}{%- elif spec.type == 'array' %}{{- 'list[' + json_type(spec['items']) + ']' }}",
  "{%- elif spec.type == 'object' %}{{- 'dict' }}{%- else %}{{- 'Any' }}{%- endif %}",
  '{%- endmacro %}',
  '{{- bos_token }}',
  '{%- for tool in tools or [] %}{%- set f = tool.function %}{{- f.name + "(" }}',
  '{%- for key, value in f.parameters.properties | dictsort %}{{- key + ": " + json_type(value) }}{%- if not loop.last %}{{- ", " }}{%- endif %}{%- endfor %}',
  '{{- ") -> " }}{{- (f["return"].type if f["return"] is defined else "None") + "\\n" }}{%- endfor %}',
  "{%- for m in messages %}{{- '<|' + m.role + '|>' + m.content }}{%- endfor %}",
);
const vision = lines(
  '{% set image_count = namespace(value=0) %}{% for message in messages %}',
  "{% if loop.first and message['role'] != 'system' %}<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n{% endif %}",
  "<|im_start|>{{ message['role'] }}\n{% if message['content'] is string %}{{ message['content'] }}{% else %}",
  "{% for content in message['content'] %}{% if content['type'] == 'image' or 'image' in content or 'image_url' in content %}",
  '{% set image_count.value = image_count.value + 1 %}{% if add_vision_id %}Picture {{ image_count.value }}: {% endif %}<|vision_start|><|image_pad|><|vision_end|>',
  "{% elif 'text' in content %}{{ content['text'] }}{% endif %}{% endfor %}{% endif %}<|im_end|>\n{% endfor %}",
  '{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}',
);
const thinking = lines(
  '{%- set ns = namespace(is_first=true, system_prompt="") -%}',
  "{%- for message in messages if message['role'] == 'system' -%}{%- set ns.system_prompt = ns.system_prompt + message['content'] -%}{%- endfor -%}",
  '{{ bos_token }}{{ ns.system_prompt }}',
  "{%- for message in messages -%}{%- if message['role'] == 'user' -%}{{ '<|User|>' + message['content'] }}",
  "{%- elif message['role'] == 'assistant' -%}{%- set content = message['content'] -%}",
  "{%- if '</think>' in content -%}{%- set content = content.split('</think>')[-1] -%}{%- endif -%}",
  "{{ '<|Assistant|>' + content + eos_token }}{%- endif -%}{%- endfor -%}",
  "{%- if add_generation_prompt -%}{{ '<|Assistant|><think>\\n' }}{%- endif -%}",
);
const guard = lines(
  "{% set agent = 'User' if messages | length % 2 == 1 else 'Agent' %}",
  "Task: Check if there is unsafe content in '{{ agent }}' messages according to our safety policy with the below categories.",
  '<BEGIN UNSAFE CONTENT CATEGORIES>\nS1: Violent Crimes.\nS2: Code Interpreter Abuse.\n<END UNSAFE CONTENT CATEGORIES>',
  "{% for message in messages %}{{ message['role'] | capitalize }}: {{ message['content'] | trim }}\n{% endfor %}",
  "First line must read 'safe' or 'unsafe'.",
);
const grounded = lines(
  "{{ bos_token }}<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|># Safety Preamble\nThe instructions in this section override those in the task description and style guide sections. Don't answer questions that are harmful or immoral.",
  '{% for document in documents %}Document: {{ loop.index0 }}\n{% for key, value in document.items() %}{{ key }}: {{ value }}\n{% endfor %}{% endfor %}<|END_OF_TURN_TOKEN|>',
  "{% for message in messages %}<|START_OF_TURN_TOKEN|>{{ '<|USER_TOKEN|>' if message.role == 'user' else '<|CHATBOT_TOKEN|>' }}{{ message.content }}<|END_OF_TURN_TOKEN|>{% endfor %}",
);

const code: readonly TemplateRow[] = [
  ['chatml', 'ChatML', chatml, inConfig],
  ['chatml-tools', 'ChatML with tools, thinking and a namespace', tools, inJinja],
  ['strict-roles', 'alternating roles, with an exception for others', strict, inConfig],
  ['tool-types', 'a recursive macro turns JSON types into names of Python types', typed, inNamed],
  ['vision', 'lists of content with images that are counted', vision, inProcessor],
  [
    'generation',
    'marks what the assistant said for training',
    "{% for m in messages %}{% if m.role == 'assistant' %}{% generation %}{{ m.content + eos_token }}{% endgeneration %}{% else %}{{ '<|' + m.role + '|>\\n' + m.content }}{% endif %}{% endfor %}",
    inJinja,
  ],
  [
    'model-role',
    'the role of the assistant has another name, and a system role raises',
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% set role = 'model' if message['role'] == 'assistant' else message['role'] %}{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}",
    inGguf,
  ],
  [
    'attr-filters',
    'the ordinary filters: selectattr, map, join, default, items',
    "{% set system = messages | selectattr('role', 'equalto', 'system') | map(attribute='content') | join('\\n') %}{{ system | default('', true) }}{% for m in messages | rejectattr('role', 'equalto', 'system') %}\n### {{ m.role | title }}:\n{{ m.content }}{% endfor %}",
    inConfig,
  ],
  [
    'word-eval',
    'a system message speaks of eval, os.system and __init__ as words',
    `{{ 'You review Python. Warn about eval, os.system and __import__; explain __init__.\\n' }}${chatml}`,
    inGguf,
  ],
  [
    'range-window',
    'a loop over a small range',
    "{% for i in range([messages | length - 4, 0] | max, messages | length) %}{{ messages[i].role ~ ': ' ~ messages[i].content ~ '\\n' }}{% endfor %}",
    inJinja,
  ],
];

const text: readonly TemplateRow[] = [
  [
    'default-system',
    'an ordinary default system message',
    `{% if messages[0]['role'] != 'system' %}{{ '<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n' }}{% endif %}${chatml}`,
    inConfig,
  ],
  ['date', 'the date of today in the system message', dated, inConfig],
  ['thinking', 'thoughts of earlier turns are cut', thinking, inJinja],
  ['guard', 'the prompt of a classifier of unsafe content', guard, inConfig],
  ['grounded', 'a preamble that says it overrides the style guide, and documents', grounded, inFolder],
  [
    'replace-newlines',
    'messages are trimmed and runs of empty lines are cut',
    chatml.replace("message['content']", "message['content'] | trim | replace('\\n\\n\\n', '\\n\\n')"),
    inGguf,
  ],
  [
    'languages',
    'a default system message in Chinese and one word in Arabic',
    `{{ '<|im_start|>system\n你是一个有用的助手。 مرحبا<|im_end|>\n' }}${chatml}`,
    inJinja,
  ],
  [
    'assistant-prefix',
    'begins the answer with a thought',
    chatml.replace('assistant\n', 'assistant\n<think>\n'),
    inConfig,
  ],
  [
    'links',
    'names the address of its maker in the default message',
    `{% if not messages or messages[0].role != 'system' %}{{ '<|im_start|>system\nYou are Tiny, made by Example (https://example.org). If you do not know an answer, say so and do not make one up.<|im_end|>\n' }}{% endif %}${chatml}`,
    inGgufNamed,
  ],
];

export const cleanTemplateCases: readonly DetectCase[] = [
  ...templates(good, 'template-code', code),
  ...templates(good, 'template-text', text),
  good('template-drift', 'same', 'repository', 'one template in both files, one with a last line feed', () => ({
    ...inConfig(tools),
    ...inJinja(`${tools}\n`),
  })),
  good('template-drift', 'named', 'repository', 'the template for tools differs from the default, as it should', () =>
    inNamed(tools),
  ),
  good('template-drift', 'gguf-same', 'gguf', 'two quantisations and the repository agree', () => {
    const file = gguf([...baseKv, kvStr('tokenizer.chat_template', chatml)], [{ name: 'token_embd.weight' }]);
    return { ...inConfig(chatml), 'tiny.Q4_0.gguf': file, 'tiny.Q8_0.gguf': file };
  }),
  good('template-drift', 'processor-same', 'repository', 'tokenizer and processor agree', () => ({
    ...inProcessor(vision),
    ...inConfig(vision),
  })),
  good('template-drift', 'line-ends', 'repository', 'the same template with the line ends of Windows', () => ({
    'tokenizer_config.json': tokenizerConfig(strict),
    'chat_template.jinja': bin(strict.replaceAll('\n', '\r\n')),
  })),
];
