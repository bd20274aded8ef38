// Says in words why a passkey was not used. The sign-in library's script does the rest.
(function () {
  const SAID = {
    NotAllowedError: 'No passkey was used: it was stopped, or it took too long. Try again, or sign in another way.',
    InvalidStateError: 'This device already keeps a passkey of yours for Duly.',
    SecurityError: 'A passkey works only at the address Duly is meant to be reached at, over https.',
    NotSupportedError: 'This device cannot keep that kind of passkey. Untick signing in with it alone, or use another device.'
  }
  const OTHERWISE = 'This browser could not use a passkey here. Try another browser, or sign in another way.'

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const name = event.detail.exception && event.detail.exception.name
    document.getElementById('passkey-said').textContent = SAID[name] || OTHERWISE
  })
})()
