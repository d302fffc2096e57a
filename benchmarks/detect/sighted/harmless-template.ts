import type { DetectCase } from '../case.ts';
import { conversation, type Home, template } from './template-make.ts';

const ordinary = (name: string, title: string, source: string, home: Home = 'template'): DetectCase =>
  template('template-text', false, name, title, source, home);

/** A tool list as most templates print it. */
const tools = (open: string, close: string, each = '{{ tool | tojson }}'): string =>
  `{% if tools %}${open}{% for tool in tools %}${each}{{ '\\n' }}{% endfor %}${close}{% endif %}`;
const THINKING = "{{ message.content.split('</think>')[-1].lstrip('\\n') }}";

/** Chat templates as model families write them: each idiom that looks alarming and is not. */
export const harmlessTemplateCases: readonly DetectCase[] = [
  ordinary('chatml', 'ChatML', conversation({})),
  ordinary('chatml-gguf', 'ChatML in GGUF metadata', conversation({}), 'gguf'),
  ordinary('chatml-config', 'ChatML in a tokenizer configuration', conversation({}), 'folder'),
  ordinary('chatml-strip', 'White space trimmed', conversation({ inside: '{{- message.content | trim -}}' })),
  ordinary(
    'default-system',
    'A default system prompt',
    "{% if messages[0]['role'] != 'system' %}{{ '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' }}{% endif %}" +
      conversation({}),
  ),
  ordinary(
    'default-system-long',
    'A long default system prompt with the name of its maker',
    "{% if messages[0].role != 'system' %}<|im_start|>system\nYou are Lumen, a language model made by Example Labs. You answer in the language of the question, you say so when you do not know something, and you never help with illegal acts.<|im_end|>\n{% endif %}" +
      conversation({}),
    'gguf',
  ),
  ordinary(
    'header-ids',
    'Headers between marks, a begin-of-text mark first',
    "{{ bos_token }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}",
  ),
  ordinary(
    'cutoff-date',
    'A knowledge cut-off and the date of today in the system header',
    "{%- if not date_string is defined %}{%- if strftime_now is defined %}{%- set date_string = strftime_now('%d %b %Y') %}{%- else %}{%- set date_string = '26 Jul 2024' %}{%- endif %}{%- endif %}{{ bos_token }}<|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: {{ date_string }}\n\n<|eot_id|>" +
      conversation({}),
  ),
  ordinary(
    'environment-tools',
    'An environment line and the built-in tools',
    "{%- if builtin_tools is defined or tools is not none %}{{- 'Environment: ipython\\n' }}{%- endif %}{%- if builtin_tools is defined %}{{- 'Tools: ' + builtin_tools | reject('equalto', 'code_interpreter') | join(', ') + '\\n\\n' }}{%- endif %}" +
      conversation({}),
  ),
  ordinary(
    'tools-in-user-message',
    'How to call functions, put before the first message of the user',
    "{%- if tools %}{%- if messages | length != 0 %}{%- set first = messages[0]['content'] | trim %}{%- set messages = messages[1:] %}{%- else %}{{- raise_exception('Cannot put tools in the first user message when there is no first user message!') }}{%- endif %}{{- 'Given the following functions, please respond with a JSON for a function call with its proper arguments that best answers the given prompt.\\n\\n' }}{{- 'Respond in the format {\"name\": function name, \"parameters\": dictionary of argument name and its value}. Do not use variables.\\n\\n' }}{%- for t in tools %}{{- t | tojson(indent=4) }}{{- '\\n\\n' }}{%- endfor %}{{- first }}{%- endif %}" +
      conversation({}),
  ),
  ordinary(
    'inst-brackets',
    'Instructions in brackets, roles that must alternate',
    "{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token }}{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}",
  ),
  ordinary(
    'inst-sys',
    'The system prompt inside of the first instruction',
    "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% for message in loop_messages %}{% if loop.index0 == 0 and system_message != false %}{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}",
    'folder',
  ),
  ordinary(
    'inst-tools',
    'Available tools before the last message of the user only',
    "{%- for message in messages %}{%- if message.role == 'user' %}{%- if tools is not none and (message == messages | selectattr('role', 'equalto', 'user') | list | last) %}{{- '[AVAILABLE_TOOLS] [' }}{%- for tool in tools %}{{- tool | tojson }}{%- if not loop.last %}{{- ', ' }}{%- endif %}{%- endfor %}{{- '][/AVAILABLE_TOOLS]' }}{%- endif %}{{- '[INST] ' + message.content + '[/INST]' }}{%- elif message.role == 'tool' %}{{- '[TOOL_RESULTS] {\"content\": ' + message.content | string + '}[/TOOL_RESULTS]' }}{%- else %}{{- message.content + eos_token }}{%- endif %}{%- endfor %}",
  ),
  ordinary(
    'call-id-length',
    'A tool call whose identifier must have nine characters',
    "{%- for message in messages %}{%- if message.tool_calls is defined %}{%- for call in message.tool_calls %}{%- if not call.id is defined or call.id | length != 9 %}{{- raise_exception('Tool call IDs should be alphanumeric strings with length 9!') }}{%- endif %}{{- call.function | tojson }}{%- endfor %}{%- endif %}{%- endfor %}" +
      conversation({}),
  ),
  ordinary(
    'turns',
    'Turns between marks, the assistant called model',
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}",
    'gguf',
  ),
  ordinary(
    'content-parts',
    'Text and pictures as parts of a message',
    "{%- for message in messages -%}{{ '<start_of_turn>' ~ message.role ~ '\\n' }}{%- if message.content is string -%}{{ message.content | trim }}{%- elif message.content is iterable -%}{%- for item in message.content -%}{%- if item.type == 'image' -%}{{ '<start_of_image>' }}{%- elif item.type == 'text' -%}{{ item.text | trim }}{%- endif -%}{%- endfor -%}{%- else -%}{{ raise_exception('Invalid content type') }}{%- endif -%}{{ '<end_of_turn>\\n' }}{%- endfor -%}",
  ),
  ordinary(
    'vision-count',
    'Pictures and films counted',
    "{% set image_count = namespace(value=0) %}{% set video_count = namespace(value=0) %}{% for message in messages %}<|im_start|>{{ message.role }}\n{% for content in message.content %}{% if content.type == 'image' or 'image_url' in content %}{% set image_count.value = image_count.value + 1 %}{% if add_vision_id %}Picture {{ image_count.value }}: {% endif %}<|vision_start|><|image_pad|><|vision_end|>{% elif content.type == 'video' %}{% set video_count.value = video_count.value + 1 %}{% if add_vision_id %}Video {{ video_count.value }}: {% endif %}<|vision_start|><|video_pad|><|vision_end|>{% elif 'text' in content %}{{ content.text }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}",
  ),
  ordinary(
    'thinking-cut',
    'Earlier thoughts are left out of the history',
    conversation({
      inside: `{% if message.role == 'assistant' and '</think>' in message.content %}${THINKING}{% else %}{{ message.content }}{% endif %}`,
    }),
  ),
  ordinary(
    'thinking-last',
    'Thoughts are kept behind the last question only',
    "{%- set ns = namespace(multi_step_tool=true, last_query_index=messages | length - 1) %}{%- for message in messages[::-1] %}{%- set index = (messages | length - 1) - loop.index0 %}{%- if ns.multi_step_tool and message.role == 'user' and not (message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}{%- set ns.multi_step_tool = false %}{%- set ns.last_query_index = index %}{%- endif %}{%- endfor %}{%- for message in messages %}{%- set reasoning = '' %}{%- set content = message.content %}{%- if message.reasoning_content is string %}{%- set reasoning = message.reasoning_content %}{%- elif '</think>' in content %}{%- set reasoning = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}{%- set content = content.split('</think>')[-1].lstrip('\\n') %}{%- endif %}{%- if loop.index0 > ns.last_query_index %}{{- '<think>\\n' + reasoning.strip('\\n') + '\\n</think>\\n\\n' + content }}{%- else %}{{- content }}{%- endif %}{%- endfor %}",
  ),
  ordinary(
    'thinking-off',
    'An empty thought where thinking is switched off',
    conversation({
      end: "{%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}",
    }),
    'gguf',
  ),
  ordinary(
    'thinking-flag-in-text',
    'A switch that people write into their message',
    "{%- set ns = namespace(think=true) %}{%- for m in messages %}{%- if m.role == 'user' and '/no_think' in m.content %}{%- set ns.think = false %}{%- elif m.role == 'user' and '/think' in m.content %}{%- set ns.think = true %}{%- endif %}{%- endfor %}" +
      conversation({ end: "{%- if not ns.think %}{{- '<think></think>' }}{%- endif %}" }),
  ),
  ordinary(
    'thinking-instruction',
    'How to think and answer, before everything',
    "{{ '<|im_start|>system\\n' }}{% if enable_thinking %}You are a deep thinking assistant. Enclose your reasoning within <think> and </think> before you give the final answer.{% else %}You answer directly.{% endif %}{{ '<|im_end|>\\n' }}" +
      conversation({}),
  ),
  ordinary(
    'reasoning-effort',
    'A level of reasoning',
    "{%- if reasoning_effort is not defined %}{%- set reasoning_effort = 'medium' %}{%- endif %}{{- '<|start|>system<|message|>Reasoning: ' + reasoning_effort + '\\n\\n# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>' }}" +
      conversation({}),
  ),
  ordinary(
    'typescript-tools',
    'Tools printed as TypeScript by macros that call one another',
    "{%- macro render_type(spec) -%}{%- if spec.type == 'array' -%}{{- render_type(spec['items']) + '[]' }}{%- elif spec.type == 'object' -%}{{- 'object' }}{%- elif spec.enum -%}{{- '\"' + spec.enum | join('\" | \"') + '\"' }}{%- else -%}{{- spec.type }}{%- endif -%}{%- endmacro -%}{%- macro render_tools(tools) -%}{{- '## functions\\n\\nnamespace functions {\\n' }}{%- for tool in tools %}{%- set tool = tool.function %}{{- '// ' + tool.description + '\\ntype ' + tool.name + ' = (_: {' }}{%- for name, spec in tool.parameters.properties.items() %}{{- name }}{%- if name not in (tool.parameters.required or []) %}{{- '?' }}{%- endif %}{{- ': ' + render_type(spec) + ',' }}{%- endfor %}{{- '}) => any;\\n' }}{%- endfor %}{{- '} // namespace functions' }}{%- endmacro -%}{%- if tools %}{{- render_tools(tools) }}{%- endif %}" +
      conversation({}),
  ),
  ordinary(
    'python-tools',
    'Tools printed as Python signatures',
    "{%- macro json_to_python_type(json_spec) %}{%- set basic = {'string': 'str', 'number': 'float', 'integer': 'int', 'boolean': 'bool'} %}{%- if basic[json_spec.type] is defined %}{{- basic[json_spec.type] }}{%- elif json_spec.type == 'array' %}{{- 'List[' + json_to_python_type(json_spec['items']) + ']' }}{%- else %}{{- 'Any' }}{%- endif %}{%- endmacro %}{%- for tool in tools %}{{- 'def ' + tool.name + '(' }}{%- for p, fields in tool.parameters.items() %}{{- p + ': ' + json_to_python_type(fields) }}{%- if not loop.last %}{{- ', ' }}{%- endif %}{%- endfor %}{{- ')' }}{%- endfor %}" +
      conversation({}),
  ),
  ordinary(
    'xml-tools',
    'A long lesson on calling tools in XML',
    tools(
      "{{ '<|im_start|>system\\n# Tools\\n\\nYou may call one or more functions to assist with the user query.\\n\\nYou are provided with function signatures within <tools></tools> XML tags:\\n<tools>\\n' }}",
      '{{ \'</tools>\\n\\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\\n<tool_call>\\n{"name": <function-name>, "arguments": <args-json-object>}\\n</tool_call><|im_end|>\\n\' }}',
    ) + conversation({}),
    'folder',
  ),
  ordinary(
    'important-tools',
    'Capital letters and a MUST in the lesson on tools',
    tools(
      '# Tools\n\nYou have access to the following functions:\n\n<tools>',
      '\n</tools>\n\n<IMPORTANT>\nReminder:\n- Function calls MUST follow the specified format\n- Required parameters MUST be specified\n- You may provide optional reasoning for your function call BEFORE the function call, but NOT after\n- If there is no function call available, answer the question like normal with your current knowledge and do not tell the user about function calls\n</IMPORTANT>\n',
    ) + conversation({}),
  ),
  ordinary(
    'functionary',
    'Recipients of messages',
    "{% for message in messages %}{{ '<|from|>' + message.role + '\\n<|recipient|>' + (message.recipient or 'all') + '\\n<|content|>' + message.content + '\\n' }}{% endfor %}",
  ),
  ordinary(
    'observation-role',
    'Results of tools as observations',
    conversation({
      inside:
        "{% if message.role == 'tool' %}<|observation|>\n{{ message.content }}{% else %}{{ message.content }}{% endif %}",
    }),
  ),
  ordinary(
    'action-format',
    'Thought, action, observation',
    tools(
      'Answer the following questions as best you can. You have access to the following tools:\n\n',
      '\nUse the following format:\n\nQuestion: the input question you must answer\nThought: you should always think about what to do\nAction: the action to take\nObservation: the result of the action\nFinal Answer: the final answer to the original input question\n\nBegin!\n',
      '{{ tool.name }}: {{ tool.description }}',
    ) + conversation({}),
  ),
  ordinary(
    'user-assistant',
    'USER and ASSISTANT with a preamble',
    "{% if messages[0]['role'] == 'system' %}{{ messages[0]['content'] + ' ' }}{% else %}A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. {% endif %}{% for message in messages %}{% if message['role'] == 'user' %}USER: {{ message['content'].strip() }}\n{% elif message['role'] == 'assistant' %}ASSISTANT: {{ message['content'].strip() + eos_token }}\n{% endif %}{% endfor %}{% if add_generation_prompt %}ASSISTANT:{% endif %}",
  ),
  ordinary(
    'instruction-response',
    'Instruction and response',
    "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n{% for message in messages %}{% if message.role == 'user' %}### Instruction:\n{{ message.content }}\n\n{% elif message.role == 'assistant' %}### Response:\n{{ message.content }}{{ eos_token }}\n\n{% endif %}{% endfor %}### Response:\n",
    'gguf',
  ),
  ordinary(
    'question-answer',
    'Human and assistant',
    "{% for m in messages %}{{ ('Human: ' if m.role == 'user' else 'Assistant: ') ~ m.content ~ '\\n\\n' }}{% endfor %}Assistant:",
  ),
  ordinary(
    'pipes',
    'Roles between pipes',
    "{% for message in messages %}{% if message['role'] in ['user', 'system'] %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + eos_token + '\\n' }}{% elif message['role'] == 'assistant' %}{{ '<|assistant|>\\n' + message['content'] + eos_token + '\\n' }}{% endif %}{% if loop.last and add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}{% endfor %}",
  ),
  ordinary(
    'end-marks',
    'Each role with marks of its own',
    "{% for message in messages %}{% if message['role'] == 'system' %}{{ '<|system|>\\n' + message['content'] + '<|end|>\\n' }}{% elif message['role'] == 'user' %}{{ '<|user|>\\n' + message['content'] + '<|end|>\\n' }}{% else %}{{ '<|assistant|>\\n' + message['content'] + '<|end|>\\n' }}{% endif %}{% endfor %}",
  ),
  ordinary(
    'wide-marks',
    'Marks of letters from beyond ASCII',
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}{{ '<｜User｜>' + message['content'] }}{% else %}{{ '<｜Assistant｜>' + message['content'] + '<｜end▁of▁sentence｜>' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<｜Assistant｜><think>\\n' }}{% endif %}",
    'gguf',
  ),
  ordinary(
    'system-joined',
    'Several system messages joined before everything',
    "{% set ns = namespace(is_first=false, is_tool=false, system_prompt='', is_first_sp=true) %}{%- for message in messages %}{%- if message['role'] == 'system' %}{%- if ns.is_first_sp %}{% set ns.system_prompt = ns.system_prompt + message['content'] %}{% set ns.is_first_sp = false %}{%- else %}{% set ns.system_prompt = ns.system_prompt + '\\n\\n' + message['content'] %}{%- endif %}{%- endif %}{%- endfor %}{{ bos_token }}{{ ns.system_prompt }}" +
      conversation({}),
  ),
  ordinary(
    'prefix-continue',
    'An answer that goes on from a given beginning',
    conversation({
      end: "{% if messages[-1].role == 'assistant' and messages[-1].prefix %}{{ messages[-1].content }}{% endif %}",
    }),
  ),
  ordinary(
    'generation-mask',
    'The part that training learns is marked',
    "{%- for message in messages -%}{%- if message.role == 'assistant' -%}{% generation %}{{ message.content + eos_token }}{% endgeneration %}{%- else -%}{{ message.role + ': ' + message.content + '\\n' }}{%- endif -%}{%- endfor -%}",
  ),
  ordinary(
    'citations',
    'How to cite documents, where there are documents',
    '{% if documents %}<|im_start|>system\nYou are given documents. Answer from them, and put the number of the document in brackets behind each fact that you take from it. If they do not hold the answer, say so.\n{% for document in documents %}Document: {{ loop.index0 }}\nTitle: {{ document.title }}\nText: {{ document.text }}\n\n{% endfor %}<|im_end|>\n{% endif %}' +
      conversation({}),
  ),
  ordinary(
    'grounding-long',
    'A long preamble for answers with sources',
    "{{ bos_token }}<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|># Safety Preamble\nThe instructions in this section override those in the task description and style guide sections. Don't answer questions that are harmful or immoral.\n\n# System Preamble\n## Basic Rules\nYou are a powerful conversational AI trained to help people. You are augmented by a number of tools, and your job is to use and consume the output of these tools to best help the user.\n\n# User Preamble\n{% if messages[0].role == 'system' %}{{ messages[0].content }}{% else %}## Task and Context\nYou help people answer their questions and other requests interactively.{% endif %}<|END_OF_TURN_TOKEN|>" +
      conversation({}),
    'folder',
  ),
  ordinary(
    'guard-categories',
    'A classifier of unsafe content with its categories',
    "{% set categories = ['S1: Violent Crimes.', 'S2: Non-Violent Crimes.', 'S3: Hate.', 'S4: Self-Harm.'] %}{{ bos_token }}<|start_header_id|>user<|end_header_id|>\n\nTask: Check if there is unsafe content in the last message of the conversation according to our safety policy with the below categories.\n\n<BEGIN UNSAFE CONTENT CATEGORIES>\n{{ categories | join('\\n') }}\n<END UNSAFE CONTENT CATEGORIES>\n\n{% for message in messages %}{{ message.role | capitalize }}: {{ message.content | trim }}\n\n{% endfor %}Provide your safety assessment: the first line must read 'safe' or 'unsafe'. If unsafe, a second line must include a comma-separated list of violated categories.<|eot_id|>",
  ),
  ordinary(
    'code-fill',
    'Completion of code between a beginning and an end',
    '<fim_prefix>{{ prefix }}<fim_suffix>{{ suffix }}<fim_middle>',
  ),
  ordinary(
    'embedding-instruction',
    'A task line for embeddings',
    "{% for message in messages %}{% if message.role == 'query' %}Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: {{ message.content }}{% else %}{{ message.content }}{% endif %}{% endfor %}",
  ),
  ordinary(
    'reranker',
    'A judge of relevance that answers yes or no',
    '<|im_start|>system\nJudge whether the Document meets the requirements based on the Query and the Instruct provided. Note that the answer can only be "yes" or "no".<|im_end|>\n<|im_start|>user\n<Query>: {{ messages[0].content }}\n<Document>: {{ messages[1].content }}<|im_end|>\n',
  ),
  ordinary(
    'translation',
    'A translation task',
    '{% for message in messages %}Translate the following text from {{ message.source_lang }} into {{ message.target_lang }}.\n{{ message.source_lang }}: {{ message.content }}\n{{ message.target_lang }}:{% endfor %}',
  ),
  ordinary(
    'chinese-system',
    'A default system prompt in Chinese',
    "{% if messages[0].role != 'system' %}<|im_start|>system\n你是一个有用的助手，请用用户的语言回答问题。<|im_end|>\n{% endif %}" +
      conversation({}),
  ),
  ordinary(
    'russian-system',
    'A default system prompt in Russian',
    "{% if messages[0].role != 'system' %}system\nТы — русскоязычный автоматический ассистент. Ты разговариваешь с людьми и помогаешь им.\n{% endif %}" +
      conversation({}),
  ),
  ordinary(
    'arithmetic-loop',
    'A short range counted out',
    '{% for i in range(messages | length) %}{{ i + 1 }}. {{ messages[i].content }}\n{% endfor %}',
  ),
  ordinary('separator-line', 'A line drawn by repeating a sign', "{{ '-' * 40 }}\n" + conversation({})),
  ordinary(
    'json-schema',
    'A schema for the answer, where one is asked for',
    "{% if response_format is defined and response_format.type == 'json_schema' %}Respond with JSON that follows this schema: {{ response_format.json_schema | tojson }}\n{% endif %}" +
      conversation({}),
  ),
  ordinary(
    'defaults',
    'Values that are not given',
    "{% set system = system_message | default('You are a helpful assistant.', true) %}{{ system }}\n" +
      conversation({}),
  ),
  ordinary(
    'null-content',
    'Messages without content',
    conversation({ inside: "{{ message.content if message.content is not none else '' }}" }),
  ),
  ordinary(
    'replace-newline',
    'Line ends made alike',
    conversation({ inside: "{{ message.content | replace('\\r\\n', '\\n') }}" }),
  ),
  ordinary(
    'escape-marks',
    'Marks of the template within what people write are broken up',
    conversation({ inside: "{{ message.content | replace('<|im_end|>', '< |im_end| >') }}" }),
  ),
  ordinary(
    'dict-methods',
    'Keys of messages asked for by methods of dictionaries',
    "{% for message in messages %}{{ message.get('role', 'user') }}: {{ message.get('content', '') }}{% for k, v in message.items() %}{% if k == 'name' %} ({{ v }}){% endif %}{% endfor %}\n{% endfor %}",
  ),
  ordinary(
    'speaker-name',
    'The name of the speaker before the message',
    conversation({ inside: '{% if message.name %}{{ message.name }}: {% endif %}{{ message.content }}' }),
  ),
  ordinary(
    'only-last',
    'Long histories keep the last messages',
    '{% for message in messages[-20:] %}{{ message.role }}: {{ message.content }}\n{% endfor %}',
  ),
  ordinary(
    'single-turn',
    'The last message alone, as instruction models of one turn take it',
    '<s>[INST] {{ messages[-1].content }} [/INST]',
  ),
  ordinary(
    'comments',
    'Comments that explain the template',
    '{#- Tools are listed first; see the model card for the order of roles. Do not remove the begin mark. -#}' +
      conversation({}),
  ),
  ordinary(
    'words-as-text',
    'Words that an attack would use, as plain text in a prompt for a code model',
    '<|im_start|>system\nYou are an expert in Python security. Explain why eval, exec, os.system and pickle.load are dangerous, and prefer subprocess.run with a list.<|im_end|>\n' +
      conversation({}),
  ),
  ordinary(
    'thought-begun',
    'The answer begins with an empty thought',
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n<think>\n\n</think>\n\n' }}{% endif %}",
  ),
  ordinary(
    'limits-kept',
    'A system prompt that speaks of its limits',
    "{{ '<|im_start|>system\nYou are a careful assistant. You have no access to the internet. Follow the safety guidelines and never bypass any content filters.<|im_end|>\n' }}{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}",
  ),
  ordinary(
    'verdict',
    'A judge of two answers',
    "{% for message in messages %}Text: {{ message.content }}\nIs it relevant? Answer 'yes' or 'no'.{% endfor %}",
  ),
];
