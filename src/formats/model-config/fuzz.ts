/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const json = (name: string, value: unknown) => ({
    name,
    bytes: new TextEncoder().encode(JSON.stringify(value, null, 2)),
  });
  return [
    json('config.json', {
      architectures: ['XForCausalLM'],
      auto_map: {
        AutoConfig: 'configuration_x.XConfig',
        AutoModel: 'owner/code--modeling_x.XModel',
        AutoTokenizer: ['tokenization_x.X', null],
      },
      custom_pipelines: { pairs: { impl: 'pipeline_x.Pairs', pt: ['AutoModel'] } },
      text_config: { auto_map: { AutoConfig: 'configuration_y.Y' } },
      head: { _target_: 'torch.nn.Linear', in_features: 4 },
      model_type: 'x',
    }),
    json('model_index.json', {
      _class_name: ['pipeline', 'XPipeline'],
      unet: ['unet_x', 'XUNet'],
      vae: ['diffusers', 'AutoencoderKL'],
    }),
    json('modules.json', [{ idx: 0, name: '0', path: '', type: 'custom_st.Transformer' }]),
  ];
}
