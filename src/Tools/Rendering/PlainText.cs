using System.Text;
using System.Xml;

namespace Neuromorphic.Tools.Rendering;

/// <summary>Makes text from files safe to show: no control characters, nothing that XML cannot hold.</summary>
static class PlainText
{
    const char Replacement = '\ufffd';

    public static string Clean(string text)
    {
        int wrong = IndexOfWrong(text);
        if (wrong < 0)
        {
            return text;
        }

        StringBuilder clean = new(text, 0, wrong, text.Length);
        for (int i = wrong; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text, i, 2);
                i++;
            }
            else
            {
                clean.Append(IsRight(text[i]) ? text[i] : Replacement);
            }
        }

        return clean.ToString();
    }

    static int IndexOfWrong(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsRight(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    static bool IsRight(char c) => !char.IsControl(c) && XmlConvert.IsXmlChar(c);
}
