namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Assumptions and warnings as text.</summary>
static class NotesText
{
    public static void Write(TerminalPage page, IReadOnlyList<string> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        page.Heading("Notes");
        foreach (string note in notes)
        {
            page.Bullet(note);
        }
    }
}
