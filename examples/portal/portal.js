// All that a page has to do: load the board's script, put the element somewhere, give it a key.

const form = document.querySelector("#show");

function show({ board, resource, key }) {
  const address = board.replace(/\/+$/, "");
  const script = document.createElement("script");
  script.type = "module";
  script.src = `${address}/embed/tallyboard-extractions.js`;
  script.onerror = () => {
    document.querySelector("#place").textContent = `There is no board at ${address}, or none that can be reached from here.`;
  };
  document.head.append(script);

  const element = document.createElement("tallyboard-extractions");
  element.setAttribute("api", address);
  element.setAttribute("resource", resource);
  // A real portal asks its own server here, which knows the user and holds the key:
  //   element.token = async () => (await fetch("/board-token")).text();
  element.token = key;
  document.querySelector("#place").replaceChildren(element);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(Object.fromEntries(new FormData(form)));
});

// A link can fill in the form, but for the key: a key in an address ends up in logs.
for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name] && name !== "key") {
    form.elements[name].value = value;
  }
}
