using System.Text;
using Marketplace.Shared;
using Xunit;

namespace Marketplace.Tests.Shared;

[Trait("Kind", "Fast")]
public sealed class SafeCsvTests
{
    [Fact]
    public void A_cell_of_several_lines_stays_one_cell_and_no_cell_is_a_formula() =>
        Assert.Equal("\uFEFF\"一行目\n二行目\",\"'=1+1\",\"a,b\"\r\n", Encoding.UTF8.GetString(SafeCsv.Write(csv => csv.Row("一行目\n二行目", "=1+1", "a,b"))));
}
