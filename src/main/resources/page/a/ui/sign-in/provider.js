const METHOD = 'S256';
/** Of a device's clock, when it judges an ID token that has just come from the issuer itself. */
const TOLERANCE_S = 600;
/** How long a token is taken to last that does not say so, in seconds. */
const USUAL_S = 300;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The team's issuer as an OpenID provider: what the page asks of it. The library is loaded only where there is one.
 *
 * Tokens are `{token, refresh?, idToken, subject, lasts}`: the access token, and for how many milliseconds from now.
 */
export class Provider {
  #oauth;
  #server;
  #client;
  #options;
  #config;
  #back;

  constructor(oauth, { server, client, options, config, back }) {
    this.#oauth = oauth;
    this.#server = server;
    this.#client = client;
    this.#options = options;
    this.#config = config;
    this.#back = back;
  }

  /**
   * Discovers it.
   *
   * @param config `{name, clientId, scopes}` (protocol.md section 10)
   * @param back the address it leads back to
   */
  static async discover(config, back) {
    const oauth = await import('../../oauth4webapi/index.js');
    const issuer = new URL(config.name);
    const options = { [oauth.allowInsecureRequests]: LOOPBACK.has(issuer.hostname) };
    const answer = await oauth.discoveryRequest(issuer, options);
    const server = await oauth.processDiscoveryResponse(issuer, answer);
    const client = { client_id: config.clientId, [oauth.clockTolerance]: TOLERANCE_S };
    return new Provider(oauth, { server, client, options, config, back });
  }

  /**
   * Where to send the user, and what proves afterwards that the answer is to this question: `{address, secrets}`.
   *
   * @param silent whether to ask nothing of the user, who may have a session there
   */
  async question(silent) {
    const verifier = this.#oauth.generateRandomCodeVerifier();
    const secrets = { verifier, state: this.#oauth.generateRandomState(), nonce: this.#oauth.generateRandomNonce() };
    const address = new URL(this.#server.authorization_endpoint);
    const parameters = {
      client_id: this.#config.clientId,
      redirect_uri: this.#back,
      response_type: 'code',
      scope: this.#config.scopes,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await this.#oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: METHOD,
      ...(silent && { prompt: 'none' }),
    };
    Object.entries(parameters).forEach(([name, value]) => address.searchParams.set(name, value));
    return { address: address.href, secrets };
  }

  /** The tokens for the answer that came back in `parameters`. */
  async redeem(parameters, { verifier, state, nonce }) {
    const { authorizationCodeGrantRequest, None, processAuthorizationCodeResponse, validateAuthResponse } = this.#oauth;
    const valid = validateAuthResponse(this.#server, this.#client, parameters, state);
    const answer = await authorizationCodeGrantRequest(this.#server, this.#client, None(), valid, this.#back, verifier, this.#options);
    const expected = { expectedNonce: nonce, requireIdToken: true };
    return this.#tokens(await processAuthorizationCodeResponse(this.#server, this.#client, answer, expected));
  }

  /** Fresh tokens; `undefined` if the issuer gives no more. Rejects if it cannot be asked, or is in trouble. */
  async refresh({ refresh }) {
    const { None, processRefreshTokenResponse, refreshTokenGrantRequest, ResponseBodyError } = this.#oauth;
    try {
      const answer = await refreshTokenGrantRequest(this.#server, this.#client, None(), refresh, this.#options);
      return this.#tokens(await processRefreshTokenResponse(this.#server, this.#client, answer));
    } catch (failure) {
      if (failure instanceof ResponseBodyError && isFinal(failure.status)) {
        return undefined;
      }
      throw failure;
    }
  }

  /** The form that ends the session there: `{address, fields}`; `undefined` if it has no such endpoint. */
  farewell({ idToken }) {
    const address = this.#server.end_session_endpoint;
    const fields = { id_token_hint: idToken, client_id: this.#config.clientId, post_logout_redirect_uri: this.#back };
    return address && { address, fields };
  }

  #tokens(answer) {
    return {
      token: answer.access_token,
      refresh: answer.refresh_token,
      idToken: answer.id_token,
      subject: this.#oauth.getValidatedIdTokenClaims(answer)?.sub,
      lasts: (answer.expires_in ?? USUAL_S) * 1_000,
    };
  }
}

/** Whether asking again would get the same answer. */
function isFinal(status) {
  return status >= 400 && status < 500 && status !== 429;
}
