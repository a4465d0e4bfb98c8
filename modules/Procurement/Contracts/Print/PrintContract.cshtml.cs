using Marketplace.Shared;

namespace Marketplace.Procurement.Contracts;

[Requires(Act.ReadContracts)]
internal sealed class PrintContractModel : ContractPage
{
    public string FullAddress => $"{Request.Scheme}://{Request.Host}{Address}";
}
