using System.Collections.Immutable;
using System.Text;

namespace Neuromorphic.Core.Plasticity;

/// <summary>A learning rule for one target (weight, delay or tag): what is added to it at the end of an epoch.</summary>
/// <remarks>The order of the products matters only where the accumulator saturates in between.</remarks>
public sealed class SumOfProducts : IEquatable<SumOfProducts>
{
    /// <summary>A rule of these products.</summary>
    /// <param name="products">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SumOfProducts(ImmutableArray<RuleProduct> products)
    {
        if (products.IsDefaultOrEmpty)
        {
            throw new ArgumentException("a rule has at least one product", nameof(products));
        }

        Products = products;
    }

    /// <summary>The products, in the order they are added.</summary>
    public ImmutableArray<RuleProduct> Products { get; }

    /// <summary>Reads a rule such as <c>2^-2*x1*y0 - 2^-2*y1*x0</c>; docs/learning.md has the grammar.</summary>
    /// <param name="text">The rule.</param>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="RuleFormatException">The rule is not understood; says where, and what to write instead.</exception>
    public static SumOfProducts Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new RuleParser(text).Parse();
    }

    /// <inheritdoc/>
    public bool Equals(SumOfProducts? other) => other is not null && Products.AsSpan().SequenceEqual(other.Products.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SumOfProducts);

    /// <inheritdoc/>
    public override int GetHashCode() => Products.Aggregate(0, HashCode.Combine);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (RuleProduct product in Products)
        {
            string next = product.ToString();
            bool negative = next[0] == '-';
            if (text.Length > 0)
            {
                text.Append(negative ? " - " : " + ").Append(next.AsSpan(negative ? 1 : 0));
            }
            else
            {
                text.Append(next);
            }
        }

        return text.ToString();
    }
}
