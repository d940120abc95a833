using System.Collections.Immutable;
using System.Globalization;

namespace Neuromorphic.Core.Plasticity;

/// <summary>Reads a rule from left to right, without backtracking or recursion.</summary>
sealed class RuleParser
{
    const int LongestRule = 4096;
    const string Factors = "a number, x0 to x2, y0 to y3, u0 to u9, w, d, t, sgn(...) or (...)";

    readonly RuleScanner _text;

    public RuleParser(string text)
    {
        _text = new RuleScanner(text);
        if (text.Length > LongestRule)
        {
            throw new RuleFormatException(text, LongestRule, $"a rule has at most {LongestRule} characters");
        }
    }

    public SumOfProducts Parse()
    {
        ImmutableArray<RuleProduct>.Builder products = ImmutableArray.CreateBuilder<RuleProduct>();
        int sign = _text.TakeSign() ?? 1;
        while (true)
        {
            products.Add(new ProductReader(_text, sign).Read());
            if (_text.AtEnd)
            {
                return new SumOfProducts(products.ToImmutable());
            }

            int place = _text.Place;
            sign = _text.TakeSign() ?? throw _text.Complaint(place, "expected '*', '+', '-' or the end of the rule");
        }
    }

    sealed class ProductReader(RuleScanner text, int sign)
    {
        readonly ImmutableArray<RuleFactor>.Builder _factors = ImmutableArray.CreateBuilder<RuleFactor>();
        RuleCoefficient _coefficient = new(sign, 0);
        RuleTrigger? _trigger;
        int _decimation;

        public RuleProduct Read()
        {
            int start = text.Place;
            do
            {
                Factor();
            }
            while (text.Take('*'));

            if (text.Next == '^')
            {
                throw text.Complaint(text.Place, "only 2 takes an exponent; repeat a factor instead, as in x1*x1");
            }

            if (_trigger is not RuleTrigger trigger)
            {
                throw text.Complaint(start, "this product has no trigger: multiply it by x0 (a presynaptic spike), y0 (a postsynaptic spike) or u0 (every epoch)");
            }

            (long mantissa, int exponent) = _coefficient.Fitted();
            if (mantissa is < RuleProduct.LeastMantissa or > RuleProduct.LargestMantissa
                || exponent is < RuleProduct.LeastExponent or > RuleProduct.LargestExponent)
            {
                throw text.Complaint(start, string.Create(
                    CultureInfo.InvariantCulture,
                    $"the coefficient {_coefficient.Mantissa}*2^{_coefficient.Exponent} does not fit: a mantissa of {RuleProduct.LeastMantissa} to {RuleProduct.LargestMantissa} times 2^{RuleProduct.LeastExponent} to 2^{RuleProduct.LargestExponent}"));
            }

            return new RuleProduct(trigger, _decimation, (int)mantissa, exponent, _factors.ToImmutable());
        }

        void Factor()
        {
            if (text.TakeSign() == -1)
            {
                _coefficient = _coefficient.Negated;
            }

            int place = text.Place;
            if (text.AtEnd)
            {
                throw text.Complaint(place, $"the rule ends where a factor is expected: {Factors}");
            }

            if (text.AtNumber)
            {
                Scale(text.Number(), place);
            }
            else if (text.Next == '(')
            {
                Parenthesis(isSign: false);
            }
            else
            {
                string word = text.Word();
                if (word == "sgn")
                {
                    Parenthesis(isSign: true);
                }
                else if (!TakeTrigger(word, place))
                {
                    _factors.Add(new RuleFactor(Variable(word, place)));
                }
            }
        }

        /// <summary>The first x0 or y0 of a product is its trigger, every further one a factor; a u_k is always a trigger.</summary>
        bool TakeTrigger(string word, int place)
        {
            bool decimated = word is ['u', >= '0' and <= '9'];
            if (!decimated && (word is not ("x0" or "y0") || _trigger is not null))
            {
                return false;
            }

            if (_trigger is not null)
            {
                throw text.Complaint(place, $"'{word}' is a trigger and the product has one already; write '{word}' first and once, then x0 and y0 are factors");
            }

            _trigger = decimated ? RuleTrigger.Epoch : word == "x0" ? RuleTrigger.Pre : RuleTrigger.Post;
            _decimation = decimated ? word[1] - '0' : 0;
            return true;
        }

        /// <summary>(number), (variable), (±variable ± number) or (±number ± variable), perhaps behind sgn.</summary>
        void Parenthesis(bool isSign)
        {
            int open = text.Place;
            if (!text.Take('('))
            {
                throw text.Complaint(open, "expected '(' behind sgn, as in sgn(w)");
            }

            RuleVariable? variable = null;
            RuleCoefficient? number = null;
            int variableSign = 1;
            for (int part = 0; part == 0 || (part == 1 && text.Next is '+' or '-'); part++)
            {
                int partSign = text.TakeSign() ?? 1;
                int place = text.Place;
                if (text.AtNumber && number is null)
                {
                    RuleCoefficient read = text.Number();
                    number = partSign < 0 ? read.Negated : read;
                }
                else if (!text.AtEnd && !text.AtNumber && variable is null)
                {
                    variable = Variable(text.Word(), place);
                    variableSign = partSign;
                }
                else
                {
                    throw text.Complaint(place, "inside ( ) stand a variable, a number, or one of each: (y1 - 2)");
                }
            }

            int end = text.Place;
            if (!text.Take(')'))
            {
                throw text.Complaint(end, "expected ')': inside ( ) stand a variable, a number, or one of each: (y1 - 2)");
            }

            if (variable is not RuleVariable read0)
            {
                if (isSign)
                {
                    throw text.Complaint(open, "sgn takes w, d or t, as in sgn(w)");
                }

                Scale(number!.Value, open);
                return;
            }

            if (isSign && (variableSign < 0 || read0 is not (RuleVariable.W or RuleVariable.D or RuleVariable.T)))
            {
                throw text.Complaint(open, "sgn takes w, d or t without a minus, as in -sgn(w)");
            }

            // (−v + c) is −(v − c): the sign goes to the coefficient.
            int constant = variableSign * Constant(number ?? new RuleCoefficient(0, 0), open);
            if (variableSign < 0)
            {
                _coefficient = _coefficient.Negated;
            }

            _factors.Add(new RuleFactor(read0, constant, isSign));
        }

        int Constant(RuleCoefficient number, int place)
        {
            double value = Math.ScaleB(number.Mantissa, number.Exponent);
            return value == Math.Truncate(value) && Math.Abs(value) <= RuleFactor.LargestConstant
                ? (int)value
                : throw text.Complaint(place, $"what is added to a variable is a whole number of −{RuleFactor.LargestConstant} to {RuleFactor.LargestConstant}");
        }

        void Scale(RuleCoefficient number, int place) =>
            _coefficient = _coefficient.Times(number) ?? throw text.Complaint(place, "the product of the numbers is out of all bounds");

        RuleVariable Variable(string word, int place)
        {
            for (RuleVariable variable = RuleVariable.X0; variable <= RuleVariable.T; variable++)
            {
                if (word == RuleFactor.NameOf(variable))
                {
                    return variable;
                }
            }

            string shown = word.Length == 0 || char.IsControl(word[0]) || char.IsSurrogate(word[0]) ? "this character" : $"'{(word.Length > 20 ? word[..20] + "..." : word)}'";
            throw text.Complaint(place, word is ['u', ..]
                ? $"{shown} cannot stand here; the trigger of every 2^k-th epoch is u0 to u9, outside ( )"
                : $"{shown} is not {Factors}");
        }
    }
}
