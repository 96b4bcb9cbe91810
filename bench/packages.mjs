// What the mix is made of: well-known packages at fixed versions, for their minified bundles, source maps, lock files,
// long JSON lines, vendored code and prose. About 1 GB unpacked.
export const NPM = [
  'typescript@5.6.3',
  'next@15.0.3',
  'monaco-editor@0.52.0',
  'plotly.js@2.35.2',
  'aws-sdk@2.1692.0',
  'echarts@5.5.1',
  'mermaid@11.4.0',
  'pdfjs-dist@4.8.69',
  'three@0.170.0',
  'npm@10.9.0',
  '@babel/standalone@7.26.2',
];

export const PYPI = [
  'Django==5.1.3',
  'jupyterlab==4.3.0',
  'botocore==1.35.60',
  'sympy==1.13.3',
  'ansible==10.6.0',
  'apache-airflow-core==3.0.0',
];

export const GO = [
  'k8s.io/kubernetes@v1.31.2',
  'github.com/hashicorp/vault@v1.18.1',
  'github.com/prometheus/prometheus@v0.300.0',
  'github.com/traefik/traefik/v3@v3.2.0',
];
