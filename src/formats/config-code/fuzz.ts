/** Small valid files: where mutation starts. */
export function seeds(): readonly { name: string; bytes: Uint8Array }[] {
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  return [
    file(
      'model_config.yaml',
      'model:\n  encoder: &e\n    _target_: nemo.collections.asr.modules.ConformerEncoder\n    layers: 17\n  decoder: *e\n  loss: !!python/object/apply:os.getcwd []\n  tuple: !!python/tuple [1, 2]\n  modules: [!new:torch.nn.Linear {in: 1}, !ref <a>]\n---\n? [a, b]\n: "c"\n',
    ),
    file(
      'MLmodel',
      'artifact_path: model\nflavors:\n  python_function:\n    env: {conda: conda.yaml}\n    loader_module: mlflow.sklearn\n    model_path: model.pkl\n    python_version: 3.11.4\n  sklearn:\n    code: null\n    serialization_format: cloudpickle\nmodel_uuid: 0a\n',
    ),
    file(
      'operative_config.gin',
      '# Macros and bindings of a training run, as the library writes them back after it has run once.\nimport t5.models.mesh_transformer\nfrom mesh_tensorflow import optimize\n\nscope/run.model = @models.Model()\nrun.optimizer = @optimize.AdafactorOptimizer\nrun.steps = 1000\nrun.layout_rules = "ensemble:ensemble,batch:batch"\n',
    ),
    file(
      'conda.yaml',
      'channels:\n- conda-forge\ndependencies:\n- python=3.11\n- pip:\n  - mlflow==2.0\n  - x @ https://example.invalid/x.whl\nname: mlflow-env\n',
    ),
  ];
}
