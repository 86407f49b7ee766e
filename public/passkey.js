// Asks the browser for a passkey, as the form on the page says, and sends its answer with the form. The pages that need a
// passkey load this; no other public page has a script.
const form = document.querySelector('[data-passkey]');
const button = form.querySelector('button');
const problem = document.getElementById('passkey-problem');

// WebAuthn speaks bytes, JSON does not: base64 for addresses stands between them.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const known = (list) => (list ?? []).map((entry) => ({ ...entry, id: bytes(entry.id) }));

async function ask() {
  const options = JSON.parse(form.dataset.options);
  options.challenge = bytes(options.challenge);
  let made;
  if (form.dataset.passkey === 'create') {
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = known(options.excludeCredentials);
    made = await navigator.credentials.create({ publicKey: options });
  } else {
    options.allowCredentials = known(options.allowCredentials);
    made = await navigator.credentials.get({ publicKey: options });
  }
  const response = { clientDataJSON: text(made.response.clientDataJSON) };
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
}

function say(words) {
  problem.className = 'flash error';
  problem.textContent = words;
}

let isOver = false;

async function go() {
  button.disabled = true;
  problem.className = '';
  problem.textContent = '';
  try {
    form.elements.answer.value = await ask();
    form.submit();
  } catch (error) {
    if (isOver) return;
    button.disabled = false;
    say(
      error.name === 'InvalidStateError'
        ? 'This device has a passkey for your account already.'
        : 'Nothing was done. Press the button to try again.',
    );
  }
}

// The server takes no answer any more once the time that it has given is over.
function end() {
  isOver = true;
  button.disabled = true;
  say('The time for this is over. Follow the link below, and begin again.');
}

if (window.PublicKeyCredential) {
  setTimeout(end, JSON.parse(form.dataset.options).timeout ?? 300_000);
  button.addEventListener('click', go);
  go();
} else {
  button.disabled = true;
  say('This browser has no passkeys.');
}
