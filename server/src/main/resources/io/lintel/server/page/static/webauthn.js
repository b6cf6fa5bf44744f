// Asks the browser for a security key and posts its answer with the form.
"use strict";

(() => {
  const form = document.querySelector("form[data-webauthn]");
  const alarm = document.getElementById("key-error");
  let asking = false;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const credentials = (list) => list.map((each) => ({ ...each, id: bytes(each.id) }));

  const options = () => {
    const read = JSON.parse(form.dataset.options);
    read.challenge = bytes(read.challenge);
    if (read.user) {
      read.user.id = bytes(read.user.id);
      read.excludeCredentials = credentials(read.excludeCredentials);
    } else {
      read.allowCredentials = credentials(read.allowCredentials);
    }
    return { publicKey: read };
  };

  const answer = (credential) => {
    const given = credential.response;
    const response = { clientDataJSON: text(given.clientDataJSON) };
    if (form.dataset.webauthn === "create") {
      response.attestationObject = text(given.attestationObject);
      response.transports = given.getTransports ? given.getTransports() : [];
    } else {
      response.authenticatorData = text(given.authenticatorData);
      response.signature = text(given.signature);
      response.userHandle = given.userHandle ? text(given.userHandle) : undefined;
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: {},
      authenticatorAttachment: credential.authenticatorAttachment || undefined,
    });
  };

  const complain = (words) => {
    alarm.textContent = words;
    alarm.hidden = false;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) {
      return;
    }
    if (!window.PublicKeyCredential) {
      complain(form.dataset.unsupported);
      return;
    }
    asking = true;
    alarm.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.webauthn](options());
      form.elements.credential.value = answer(credential);
      form.submit();
    } catch (problem) {
      asking = false;
      complain(problem.name === "InvalidStateError" ? form.dataset.known : form.dataset.failed);
    }
  });

  // What the browser is asked grows old; a fresh page asks something new. The answer to a form has no address to be
  // asked for again, and is followed by another one anyway.
  setTimeout(() => {
    if (!asking && location.search) {
      location.replace(location.href);
    }
  }, Number(form.dataset.lifetime));
})();
