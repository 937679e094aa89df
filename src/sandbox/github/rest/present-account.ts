/** Accounts, apps and installations as JSON of the REST API and of webhooks. */
import { iso, type Platform } from '../platform.ts';
import type { Account, App, Installation } from '../state/world.ts';

export function presentAccount(platform: Platform, account: Account) {
  const { api, web } = platform.urls;
  const name = encodeURIComponent(account.login);
  const url = `${api}/users/${name}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: account.app === undefined ? `${web}/${name}` : `${web}/apps/${account.app.slug}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** An organisation beside the repository, as webhooks carry it. */
export function presentOrganization(platform: Platform, account: Account) {
  const url = `${platform.urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    description: '',
  };
}

export function presentApp(platform: Platform, app: App) {
  return {
    id: app.id,
    client_id: clientId(app),
    slug: app.slug,
    node_id: app.nodeId,
    owner: presentAccount(platform, app.owner),
    name: app.name,
    description: '',
    external_url: `${platform.urls.web}/${app.owner.login}`,
    html_url: `${platform.urls.web}/apps/${app.slug}`,
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

/** An app may sign its token with this instead of its number. */
export function clientId(app: App): string {
  return `Iv23li${app.id.toString(36).padStart(14, '0')}`;
}

export function presentInstallation(platform: Platform, installation: Installation) {
  const { api, web } = platform.urls;
  const { app, account } = installation;
  const settings = account.kind === 'Organization' ? `organizations/${account.login}/settings` : 'settings';
  return {
    id: installation.id,
    client_id: clientId(app),
    account: presentAccount(platform, account),
    repository_selection: installation.repositories === undefined ? 'all' : 'selected',
    access_tokens_url: `${api}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `${web}/${settings}/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.kind,
    permissions: app.permissions,
    events: app.events,
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}
