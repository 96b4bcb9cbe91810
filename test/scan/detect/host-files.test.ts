import { describe, expect, it } from 'vitest';
import { expandExample } from '../../../src/scan/rules/examples/expand-template.js';
import { inspect, makeInspector } from '../engine.js';

const inspector = makeInspector();

/** Values at medium confidence and above, as a scan reports them. */
function reported(path: string, text: string): readonly string[] {
  const { discoveries } = inspect(inspector, text, path);
  return discoveries.filter(({ confidence }) => confidence !== 'low').map(({ revealed = '' }) => revealed);
}

/** [format, path, text]: `{{base62:16 @v}}` and the like labelled `@v` is the value to find, wherever it stands. */
const PLANTED: readonly (readonly [format: string, path: string, text: string])[] = [
  [
    'ADO',
    'web.config',
    '<add name="db" connectionString="Server=db1;Database=a;User Id=app;Password={{base62:16 @v}};" />',
  ],
  ['ADO with quotes', 'App.cs', `var c = "Data Source=db1;User ID=app;Password='{{base62:16 @v}}';Pooling=true";`],
  ['JDBC', 'a.properties', 'url=jdbc:postgresql://db1:5432/app?user=app&password={{base62:16 @v}}'],
  [
    'JDBC of SQL Server',
    'a.properties',
    'url=jdbc:sqlserver://db1:1433;databaseName=app;user=app;password={{base62:16 @v}};',
  ],
  ['Oracle thin', 'a.properties', 'url=jdbc:oracle:thin:app/{{base62:16 @v}}@db1:1521:orcl'],
  ['ODBC', 'a.py', 'cnxn = pyodbc.connect("DRIVER={ODBC Driver 18};SERVER=db1;UID=app;PWD={{base62:16 @v}}")'],
  ['AMQP', 'a.yml', 'broker: amqp://app:{{base62:16 @v}}@mq1.corp.internal:5672/vhost'],
  ['Mongo', '.env', 'MONGO_URL=mongodb+srv://app:{{base62:16 @v}}@cluster0.ab1cd.mongodb.net/app'],
  ['Redis', '.env', 'REDIS_URL=redis://:{{base62:16 @v}}@cache1.corp.internal:6379/0'],
  ['SMTP', '.env', 'EMAIL_URL=smtps://mailer:{{base62:16 @v}}@smtp.corp.internal:465'],
  ['MySQL DSN of Go', 'a.go', 'db, err := sql.Open("mysql", "app:{{base62:16 @v}}@tcp(db1.corp.internal:3306)/app")'],
  ['SQLAlchemy', 'a.py', 'engine = create_engine("postgresql+psycopg2://app:{{base62:16 @v}}@db1.corp.internal/app")'],
  ['PDO', 'a.php', "$pdo = new PDO('mysql:host=db1;dbname=app', 'app', '{{base62:16 @v}}');"],
  ['libpq keywords', 'a.go', 'dsn := "host=db1 user=app password={{base62:16 @v}} dbname=app sslmode=disable"'],
  ['Basic header in code', 'a.js', 'headers: { "Authorization": "Basic {{base64-of:app:{{base62:16 @v}}}}" }'],
  ['Bearer header in code', 'a.py', 'headers = {"Authorization": "Bearer {{base62:32 @v}}"}'],
  ['header of requests', 'a.rb', "request['X-Api-Key'] = '{{base62:32 @v}}'"],
  ['curl -u', 'a.sh', 'curl -s -u "app:{{base62:16 @v}}" https://api.corp.internal/v1'],
  ['curl -H', 'a.sh', 'curl -H "Authorization: Bearer {{base62:32 @v}}" https://api.corp.internal/v1'],
  ['curl --data', 'a.sh', 'curl -d "user=app&password={{base62:16 @v}}" https://api.corp.internal/login'],
  ['wget', 'a.sh', 'wget --user=app --password={{base62:16 @v}} https://files.corp.internal/a.tgz'],
  ['GitHub Actions', '.github/workflows/a.yml', 'env:\n  NPM_TOKEN: {{base62:32 @v}}\n'],
  ['GitLab CI', '.gitlab-ci.yml', 'variables:\n  DEPLOY_PASSWORD: "{{base62:16 @v}}"\n'],
  ['Azure pipelines', 'azure-pipelines.yml', 'variables:\n- name: dbPassword\n  value: {{base62:16 @v}}\n'],
  ['CircleCI', '.circleci/config.yml', 'environment:\n  API_TOKEN: {{base62:32 @v}}\n'],
  ['Jenkins', 'Jenkinsfile', "withEnv(['DB_PASSWORD={{base62:16 @v}}']) { sh 'make' }"],
  ['Travis', '.travis.yml', 'env:\n  global:\n    - DB_PASSWORD={{base62:16 @v}}\n'],
  ['Terraform', 'main.tf', 'resource "aws_db_instance" "db" {\n  password = "{{base62:16 @v}}"\n}\n'],
  [
    'Terraform variable',
    'variables.tf',
    'variable "db_password" {\n  type    = string\n  default = "{{base62:16 @v}}"\n}\n',
  ],
  ['tfvars', 'prod.tfvars', 'db_password = "{{base62:16 @v}}"\n'],
  ['tfstate', 'terraform.tfstate', '{"attributes": {"username": "app", "password": "{{base62:16 @v}}"}}'],
  [
    'Terraform output',
    'terraform.tfstate',
    '{"outputs": {"db_password": {"value": "{{base62:16 @v}}", "type": "string"}}}',
  ],
  ['Ansible', 'group_vars/all.yml', 'mysql_root_password: "{{base62:16 @v}}"\n'],
  ['Ansible inventory', 'hosts.ini', 'db1 ansible_user=app ansible_password={{base62:16 @v}}\n'],
  ['Helm values', 'values.yaml', 'postgresql:\n  auth:\n    postgresPassword: {{base62:16 @v}}\n'],
  ['docker-compose map', 'docker-compose.yml', 'environment:\n  MYSQL_ROOT_PASSWORD: {{base62:16 @v}}\n'],
  ['docker-compose list', 'docker-compose.yml', 'environment:\n  - MYSQL_ROOT_PASSWORD={{base62:16 @v}}\n'],
  ['Kubernetes env', 'deploy.yaml', 'env:\n- name: DB_PASSWORD\n  value: "{{base62:16 @v}}"\n'],
  ['Kubernetes stringData', 'secret.yaml', 'kind: Secret\nstringData:\n  password: {{base62:16 @v}}\n'],
  ['Kubernetes data', 'secret.yaml', 'kind: Secret\ndata:\n  password: {{base64-of:{{base62:16 @v}}}}\n'],
  ['Spring properties', 'application.properties', 'spring.datasource.password={{base62:16 @v}}\n'],
  ['Spring YAML', 'application.yml', 'spring:\n  mail:\n    password: {{base62:16 @v}}\n'],
  [
    '.NET settings',
    'appsettings.json',
    '{"ConnectionStrings": {"Db": "Server=db1;User Id=app;Password={{base62:16 @v}};"}}',
  ],
  ['.NET key', 'appsettings.json', '{"Jwt": {"SigningKey": "{{base62:32 @v}}"}}'],
  ['notebook', 'a.ipynb', '{"source": ["api_key = \\"{{base62:32 @v}}\\"\\n", "client(api_key)"]}'],
  [
    'Postman export',
    'a.postman_collection.json',
    '{"auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{base62:32 @v}}", "type": "string"}]}}',
  ],
  [
    'Postman environment',
    'a.postman_environment.json',
    '{"values": [{"key": "api_key", "value": "{{base62:32 @v}}", "enabled": true}]}',
  ],
  ['Insomnia export', 'insomnia.yaml', 'authentication:\n  type: bearer\n  token: {{base62:32 @v}}\n'],
  ['HAR', 'a.har', '{"headers": [{"name": "Authorization", "value": "Bearer {{base62:40 @v}}"}]}'],
  ['HAR form', 'a.har', '{"params": [{"name": "password", "value": "{{base62:16 @v}}"}]}'],
  ['shell history', '.bash_history', 'mysql -u root -p{{base62:16 @v}} app\n'],
  ['shell history with a variable', '.zsh_history', ': 1700000000:0;export DB_PASSWORD={{base62:16 @v}}\n'],
  ['shell history with sshpass', '.bash_history', 'sshpass -p {{base62:16 @v}} ssh app@db1\n'],
  ['database dump', 'dump.sql', "INSERT INTO users (id, login, password) VALUES (1, 'bob', '{{base62:16 @v}}');\n"],
  ['SQL user', 'init.sql', "CREATE USER app WITH PASSWORD '{{base62:16 @v}}';\n"],
  ['MySQL grant', 'init.sql', "GRANT ALL ON app.* TO 'app'@'%' IDENTIFIED BY '{{base62:16 @v}}';\n"],
  ['netrc', '.netrc', 'machine api.corp.internal login app password {{base62:16 @v}}\n'],
  ['pgpass', '.pgpass', 'db1.corp.internal:5432:app:app:{{base62:16 @v}}\n'],
  ['my.cnf', '.my.cnf', '[client]\nuser=app\npassword={{base62:16 @v}}\n'],
  ['git credentials', '.git-credentials', 'https://app:{{base62:32 @v}}@git.corp.internal\n'],
  [
    'Maven settings',
    'settings.xml',
    '<server><id>r</id><username>app</username><password>{{base62:16 @v}}</password></server>',
  ],
  ['Gradle', 'gradle.properties', 'signing.password={{base62:16 @v}}\n'],
  ['wp-config', 'wp-config.php', "define( 'DB_PASSWORD', '{{base62:16 @v}}' );\n"],
  ['Rails', 'config/database.yml', 'production:\n  password: {{base62:16 @v}}\n'],
  ['Django', 'settings.py', "DATABASES = {'default': {'USER': 'app', 'PASSWORD': '{{base62:16 @v}}'}}\n"],
  ['systemd', 'app.service', '[Service]\nEnvironment="DB_PASSWORD={{base62:16 @v}}"\n'],
  ['Windows batch', 'a.bat', 'set DB_PASSWORD={{base62:16 @v}}\r\n'],
  ['PowerShell', 'a.ps1', '$Password = "{{base62:16 @v}}"\r\n'],
  ['PowerShell secure string', 'a.ps1', 'ConvertTo-SecureString "{{base62:16 @v}}" -AsPlainText -Force'],
  ['Dockerfile', 'Dockerfile', 'ENV API_TOKEN={{base62:32 @v}}\n'],
  ['Kubernetes command', 'deploy.yaml', 'args: ["--db-password={{base62:16 @v}}", "--port=80"]\n'],
  ['Cloudformation', 'stack.yaml', 'MasterUserPassword: {{base62:16 @v}}\n'],
  ['proxy', '.env', 'HTTPS_PROXY=http://app:{{base62:16 @v}}@proxy.corp.internal:3128\n'],
  ['pip', 'pip.conf', 'index-url = https://app:{{base62:16 @v}}@pypi.corp.internal/simple\n'],
];

/** The same hosts with nothing to find. */
const HARMLESS: readonly (readonly [format: string, path: string, text: string])[] = [
  ['ADO', 'web.config', '<add name="db" connectionString="Server=db1;Integrated Security=SSPI;" />'],
  ['ADO from a vault', 'App.cs', 'var c = "Server=db1;User Id=app;Password={0};";'],
  ['JDBC', 'a.properties', 'url=jdbc:postgresql://db1:5432/app?user=app&password=${DB_PASSWORD}'],
  ['AMQP', 'a.yml', 'broker: amqp://guest:guest@localhost:5672/'],
  ['Mongo', '.env', 'MONGO_URL=mongodb://<user>:<password>@cluster0.mongodb.net/app'],
  ['Redis', '.env', 'REDIS_URL=redis://cache1.corp.internal:6379/0'],
  ['sample URL', 'a.py', 'engine = create_engine("postgresql://user:pass@example.com/app")'],
  ['Basic header', 'a.js', 'headers: { "Authorization": `Basic ${token}` }'],
  ['Bearer header', 'a.py', 'headers = {"Authorization": f"Bearer {token}"}'],
  ['curl', 'a.sh', 'curl -u "$USER:$PASSWORD" https://api.corp.internal/v1'],
  ['wget', 'a.sh', 'wget --password="$PASSWORD" https://files.corp.internal/a.tgz'],
  ['GitHub Actions', '.github/workflows/a.yml', 'env:\n  NPM_TOKEN: ${{ secrets.NPM_TOKEN }}\n'],
  ['GitLab CI', '.gitlab-ci.yml', 'variables:\n  DEPLOY_PASSWORD: $CI_DEPLOY_PASSWORD\n'],
  ['Azure pipelines', 'azure-pipelines.yml', 'variables:\n- name: dbPassword\n  value: $(dbPassword)\n'],
  [
    'Jenkins',
    'Jenkinsfile',
    "withCredentials([string(credentialsId: 'deploy-token', variable: 'TOKEN')]) { sh 'make' }",
  ],
  ['Terraform', 'main.tf', 'password = var.db_password\nsecret_id = aws_secretsmanager_secret.db.id\n'],
  ['Terraform variable', 'variables.tf', 'variable "db_password" {\n  type      = string\n  sensitive = true\n}\n'],
  ['Ansible', 'group_vars/all.yml', 'mysql_root_password: "{{ vault_mysql_root_password }}"\n'],
  ['Helm', 'templates/a.yaml', 'password: {{ .Values.auth.password | b64enc }}\n'],
  ['docker-compose', 'docker-compose.yml', 'environment:\n  MYSQL_ROOT_PASSWORD: ${MYSQL_ROOT_PASSWORD:?unset}\n'],
  [
    'Kubernetes reference',
    'deploy.yaml',
    'env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: password\n',
  ],
  ['Spring', 'application.properties', 'spring.datasource.password=${DB_PASSWORD}\n'],
  ['.NET', 'appsettings.json', '{"ConnectionStrings": {"Db": "Server=db1;Trusted_Connection=True;"}}'],
  ['Postman', 'a.postman_collection.json', '{"bearer": [{"key": "token", "value": "{{token}}", "type": "string"}]}'],
  [
    'HAR',
    'a.har',
    '{"headers": [{"name": "Content-Type", "value": "application/json"}, {"name": "X-Api-Key", "value": ""}]}',
  ],
  ['shadow', 'shadow', 'root:*:19000:0:99999:7:::\ndaemon:!:19000:0:99999:7:::\n'],
  [
    'database dump',
    'dump.sql',
    "CREATE TABLE users (id int, password varchar(60) NOT NULL);\nINSERT INTO users (id, login) VALUES (1, 'bob');\n",
  ],
  ['SQL user', 'init.sql', "CREATE USER app WITH PASSWORD :'password';\n"],
  ['netrc', '.netrc', 'machine api.corp.internal login app password $PASSWORD\n'],
  ['shell history', '.bash_history', 'mysql -u root -p app\nssh app@db1\n'],
  ['PowerShell', 'a.ps1', '$Password = Read-Host "Password" -AsSecureString'],
];

describe('host files', () => {
  it.each(PLANTED)('%s: what stands in %s is found whole', (format, path, template) => {
    const { text, secret = '' } = expandExample(
      { text: template, secret: /\{\{base62:\d+ @v\}\}/.exec(template)?.[0] ?? '' },
      `host ${format}`,
    );
    expect(secret.length).toBeGreaterThanOrEqual(16);
    expect(reported(path, text)).toEqual([secret]);
  });

  it.each(HARMLESS)('%s: nothing in %s is taken for a secret', (_, path, text) => {
    expect(reported(path, text)).toEqual([]);
  });

  it.each([
    ['.htpasswd', 'bob:$apr1$ab1cd2ef$5uXnq0oJxkYdVmBz3sGk1/\n'], // keepmum:allow password-hash-account -- made up
    ['shadow', `root:$6$ab1cd2ef$${'5uXnq0oJxkYdVmBz3sGk1'.repeat(4)}ab:19000:0:99999:7:::\n`],
  ])('%s holds hashes, which are a finding of their own kind', (path, text) => {
    const { discoveries } = inspect(inspector, text, path);
    expect(discoveries.map(({ rule }) => rule)).toEqual([expect.stringContaining('password-hash')]);
  });
});
