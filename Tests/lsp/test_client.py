"""`strat lsp`, driven over its standard input by a client that others wrote."""

import pathlib

import pytest
import pytest_lsp
from conftest import ROOT, tool_path
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

STRATEGY = (ROOT / "strategies/golden_cross.strat").read_text()


@pytest_lsp.fixture(
    params=["visual-studio-code", "neovim"],
    config=ClientServerConfig(server_command=[tool_path(), "lsp"]),
)
async def client(request, lsp_client: LanguageClient):
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param), root_uri=ROOT.as_uri()))
    yield lsp_client
    # Also asks the server to shut down and waits for its end.
    await lsp_client.shutdown_session()


def uri(name="strategy.strat"):
    return (ROOT / name).as_uri()


def open_document(client, text, name="strategy.strat"):
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri=uri(name), language_id="strat", version=1, text=text)))
    return uri(name)


def place(text, part, plus=1):
    before = text[: text.index(part) + plus]
    return types.Position(before.count("\n"), len(before) - (before.rfind("\n") + 1))


async def findings(client, document):
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return list(client.diagnostics[document])


@pytest.mark.asyncio
async def test_findings_come_and_go(client):
    document = open_document(client, "entry long when close > rsi(close, 14)\n")
    found = await findings(client, document)
    assert {item.code for item in found} >= {"E0203"}
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(uri=document, version=2),
            [types.TextDocumentContentChangePartial(
                range=types.Range(types.Position(0, 0), types.Position(0, 38)),
                text="stop close * 0.9")]))
    assert await findings(client, document) == []


@pytest.mark.asyncio
async def test_a_strategy_can_be_read_and_walked(client):
    document = open_document(client, STRATEGY)
    assert await findings(client, document) == []
    identifier = types.TextDocumentIdentifier(document)

    hover = await client.text_document_hover_async(
        types.HoverParams(identifier, place(STRATEGY, "rsi(")))
    assert "rsi(x, n = 14)" in hover.contents.value

    definition = await client.text_document_definition_async(
        types.DefinitionParams(identifier, place(STRATEGY, "fast)")))
    declared = STRATEGY.splitlines()[definition.range.start.line]
    assert declared.startswith("param fast")

    uses = await client.text_document_references_async(
        types.ReferenceParams(
            types.ReferenceContext(include_declaration=True), identifier,
            place(STRATEGY, "fast)")))
    assert len(uses) == 3

    edit = await client.text_document_rename_async(
        types.RenameParams(identifier, place(STRATEGY, "fast)"), new_name="quick"))
    edits = (
        edit.document_changes[0].edits if edit.document_changes else edit.changes[document])
    assert len(edits) == 3
    assert {item.new_text for item in edits} == {"quick"}

    outline = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(identifier))
    assert outline[0].name == "Golden cross"

    assert list(
        await client.text_document_formatting_async(
            types.DocumentFormattingParams(
                identifier, types.FormattingOptions(tab_size=2, insert_spaces=True)))
    ) == []

    tokens = await client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(identifier))
    assert len(tokens.data) % 5 == 0 and len(tokens.data) > 100


@pytest.mark.asyncio
async def test_completion_and_signatures(client):
    text = "let trend = sma(close, 200)\nstop tre"
    document = open_document(client, text)
    await findings(client, document)
    identifier = types.TextDocumentIdentifier(document)
    items = await client.text_document_completion_async(
        types.CompletionParams(identifier, types.Position(1, 8)))
    assert [item.label for item in items.items] == ["trend"]
    signature = await client.text_document_signature_help_async(
        types.SignatureHelpParams(identifier, place(text, "200", 0)))
    assert signature.signatures[0].label == "sma(x, n)"
    assert signature.active_parameter == 1


@pytest.mark.asyncio
async def test_a_mistake_of_the_client_is_an_error_and_no_end(client):
    with pytest.raises(Exception) as failure:
        await client.text_document_hover_async(
            types.HoverParams(
                types.TextDocumentIdentifier("file:///nowhere"), types.Position(0, 0)))
    assert "not open" in str(failure.value)
    document = open_document(client, "let x = clos\n")
    found = await findings(client, document)
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(document), found[-1].range,
            types.CodeActionContext(diagnostics=found)))
    assert any("close" in action.title for action in actions)
